package io.intona.lab.corpus;

import java.util.List;

/**
 * One syllable of a statement: a consonant, then a vowel that may glide. Formants of an average man's vowels after
 * Peterson &amp; Barney (1952), doi 10.1121/1.1906875.
 */
record Syllable(Onset onset, Vowel vowel, Vowel glide, double stress, double length) {
    enum Onset {
        /** A stop without voice: silence, then a short burst. */
        STOP,
        /** A voiced consonant: the voice goes on, weaker. */
        VOICED,
        /** A hiss. */
        HISS
    }

    /** First three formants in Hz. */
    enum Vowel {
        KIT(390, 1990, 2550),
        PALM(730, 1090, 2440),
        THOUGHT(570, 840, 2410),
        SCHWA(500, 1450, 2450),
        NURSE(490, 1350, 1690);

        private final double[] formantHz;

        Vowel(double... formantHz) {
            this.formantHz = formantHz;
        }

        double formantHz(int index) {
            return formantHz[index];
        }
    }

    /** Two statements of seven syllables, with the vowels of "kids are talking by the door" and "dogs are sitting by the door". */
    static final List<List<Syllable>> STATEMENTS = List.of(
            List.of(
                    new Syllable(Onset.STOP, Vowel.KIT, Vowel.KIT, 1.0, 1.1),
                    new Syllable(Onset.VOICED, Vowel.PALM, Vowel.NURSE, 0.1, 0.7),
                    new Syllable(Onset.STOP, Vowel.THOUGHT, Vowel.THOUGHT, 1.0, 1.1),
                    new Syllable(Onset.STOP, Vowel.KIT, Vowel.KIT, 0.2, 0.8),
                    new Syllable(Onset.VOICED, Vowel.PALM, Vowel.KIT, 0.5, 1.0),
                    new Syllable(Onset.VOICED, Vowel.SCHWA, Vowel.SCHWA, 0.0, 0.6),
                    new Syllable(Onset.VOICED, Vowel.THOUGHT, Vowel.NURSE, 0.9, 1.6)),
            List.of(
                    new Syllable(Onset.VOICED, Vowel.THOUGHT, Vowel.THOUGHT, 1.0, 1.2),
                    new Syllable(Onset.HISS, Vowel.PALM, Vowel.NURSE, 0.1, 0.7),
                    new Syllable(Onset.HISS, Vowel.KIT, Vowel.KIT, 1.0, 1.1),
                    new Syllable(Onset.STOP, Vowel.KIT, Vowel.KIT, 0.2, 0.8),
                    new Syllable(Onset.VOICED, Vowel.PALM, Vowel.KIT, 0.5, 1.0),
                    new Syllable(Onset.VOICED, Vowel.SCHWA, Vowel.SCHWA, 0.0, 0.6),
                    new Syllable(Onset.VOICED, Vowel.THOUGHT, Vowel.NURSE, 0.9, 1.6)));
}
