package io.intona.lab.corpus;

import io.intona.audio.AudioClip;
import io.intona.audio.AudioFormatException;
import io.intona.lab.corpus.Problem.Kind;
import io.intona.lab.feature.SampleHash;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one clip shows when it is read.
 *
 * <p><b>Silent</b> is a clip without a single block of {@value #BLOCK_SECONDS} s whose mean square, its own mean taken
 * away, reaches {@value #SILENCE_DBFS} dB of full scale. Blocks and threshold are those below which ITU-R BS.1770-5
 * (2023), annex 1, lets nothing count as programme (−70 LKFS); its weighting of frequencies, at most +4 dB for speech, is
 * left out. The threshold lies 31 dB above the noise of rounding to 16 bits, which is step²/12 or −101 dB.
 *
 * <p><b>Clipped</b> is a clip with {@value #CLIPPED_RUN} or more consecutive samples of exactly the same value at
 * {@value #NEAR_FULL_SCALE} of full scale or beyond, the largest value of 8 bits. A sound that merely touches full scale
 * does not stay there: of a tone of 100 Hz at 48 kHz only the samples within 0.4 of its peak round to the peak's 16-bit
 * value. Three samples are also the default of Audacity's "Find Clipping". What was clipped in only one of several
 * channels, or before it was made quieter or resampled, is not found.
 *
 * @param sound what was read, if it could be
 * @param problems with this clip
 */
record ClipCheck(Optional<Sound> sound, List<Problem> problems) {
    /** Below this no block is sound, in dB re full scale (mean square 1). */
    static final double SILENCE_DBFS = -70;

    /** Length of the blocks in which sound is looked for, in seconds. */
    static final double BLOCK_SECONDS = 0.4;

    /** Samples in a row that make a clip a clipped one. */
    static final int CLIPPED_RUN = 3;

    /** From here on equal samples may have been cut off: 127/128. */
    static final float NEAR_FULL_SCALE = 0.9921875f;

    /** A clip that could be read. */
    record Sound(double seconds, int sampleRateHz, SampleHash hash) {}

    static ClipCheck of(Utterance utterance) {
        AudioClip clip;
        try {
            clip = utterance.source().read();
        } catch (IOException e) {
            Problem problem = new Problem(Kind.UNREADABLE, utterance.id(), "cannot be read: " + reason(e));
            return new ClipCheck(Optional.empty(), List.of(problem));
        }
        Sound sound = new Sound(clip.durationSeconds(), clip.sampleRateHz(), SampleHash.of(clip));
        List<Problem> problems = new ArrayList<>();
        float[] samples = clip.samples();
        double loudest = loudestBlock(samples, clip.sampleRateHz());
        if (!(loudest >= SILENCE_DBFS)) {
            problems.add(new Problem(Kind.SILENT, utterance.id(), silence(loudest)));
        }
        clipping(samples, clip.sampleRateHz())
                .ifPresent(what -> problems.add(new Problem(Kind.CLIPPED, utterance.id(), what)));
        return new ClipCheck(Optional.of(sound), List.copyOf(problems));
    }

    /** The reason alone: which clip it is stands before it. */
    private static String reason(IOException failure) {
        if (failure instanceof AudioFormatException format) {
            return "byte " + format.offset() + ": " + format.found() + ", expected " + format.expected();
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such file any more";
        }
        return String.valueOf(failure.getMessage());
    }

    private static String silence(double loudest) {
        String found = loudest == Double.NEGATIVE_INFINITY
                ? "no sound at all"
                : String.format(Locale.ROOT, "no louder than %.1f dB of full scale", loudest);
        return String.format(Locale.ROOT, "%s, expected sound of %.0f dB or more", found, SILENCE_DBFS);
    }

    /** Variance of the loudest block in dB re full scale; −∞ if nothing moves. */
    private static double loudestBlock(float[] samples, int sampleRateHz) {
        int block = (int) Math.ceil(BLOCK_SECONDS * sampleRateHz);
        double loudest = 0;
        for (int from = 0; from < samples.length; from += block) {
            loudest = Math.max(loudest, variance(samples, from, Math.min(samples.length, from + block)));
        }
        return 10 * Math.log10(loudest);
    }

    private static double variance(float[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += samples[i];
        }
        double mean = sum / (to - from);
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (samples[i] - mean) * (samples[i] - mean);
        }
        return squares / (to - from);
    }

    /** What is to be said of the places that are cut off. */
    private static Optional<String> clipping(float[] samples, int sampleRateHz) {
        int places = 0;
        int first = 0;
        int longest = 0;
        int start = 0;
        for (int i = 1; i <= samples.length; i++) {
            if (i < samples.length && samples[i] == samples[start]) {
                continue;
            }
            int run = i - start;
            if (run >= CLIPPED_RUN && Math.abs(samples[start]) >= NEAR_FULL_SCALE) {
                first = places == 0 ? start : first;
                longest = Math.max(longest, run);
                places++;
            }
            start = i;
        }
        if (places == 0) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "cut off at full scale in %d %s, first after %.3f s, for up to %d samples, expected fewer than %d in a row",
                places,
                places == 1 ? "place" : "places",
                (double) first / sampleRateHz,
                longest,
                CLIPPED_RUN));
    }
}
