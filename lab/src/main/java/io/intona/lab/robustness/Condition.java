package io.intona.lab.robustness;

import io.intona.audio.AudioClip;
import java.io.IOException;
import java.util.List;

/** Something that happens to a recording on its way to the recogniser. The same recording always comes out alike. */
sealed interface Condition permits Clean, Cut, Gain, WhiteNoise, Telephone, Mp3 {
    /** All that are looked at besides {@link Clean}, in the order of the table. */
    List<Condition> ALL = List.of(
            new Cut(0.5, Cut.Start.RECORDING),
            new Cut(1, Cut.Start.RECORDING),
            new Cut(2, Cut.Start.RECORDING),
            new Cut(3, Cut.Start.RECORDING),
            new Cut(0.5, Cut.Start.SPEECH),
            new Cut(1, Cut.Start.SPEECH),
            new Cut(2, Cut.Start.SPEECH),
            new Cut(3, Cut.Start.SPEECH),
            new Gain(-20),
            new Gain(-12),
            new Gain(12),
            new WhiteNoise(20),
            new WhiteNoise(10),
            new Telephone(),
            new Mp3(64));

    /** A few words for the table, such as {@code noise 20 dB}. */
    String name();

    /**
     * The recording as it arrives.
     *
     * @param id name of the clip, from which what is drawn at random follows
     * @throws IOException if a program that is needed fails
     * @throws InterruptedException if the thread is interrupted while one works
     */
    AudioClip apply(AudioClip clip, String id) throws IOException, InterruptedException;

    /** A length or level without needless digits: 0.5, 3. */
    static String number(double value) {
        return value == Math.rint(value) ? Integer.toString((int) value) : Double.toString(value);
    }
}
