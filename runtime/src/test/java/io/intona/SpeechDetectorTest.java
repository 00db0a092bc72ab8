package io.intona;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.audio.AudioClip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The definition in SpeechDetector, once more from whole arrays. */
class SpeechDetectorTest {
    private static final int RATE_HZ = 16_000;
    private static final int BLOCK = 160;
    private static final int PAUSE = 50;

    private static double[] powers(float[] samples) {
        double highPass = Math.exp(-2 * Math.PI * 80 / RATE_HZ);
        double lowPass = 1 - Math.exp(-2 * Math.PI * 1500 / RATE_HZ);
        double[] powers = new double[(samples.length + BLOCK - 1) / BLOCK];
        double before = 0;
        double high = 0;
        double once = 0;
        double twice = 0;
        for (int i = 0; i < samples.length; i++) {
            high = samples[i] - before + highPass * high;
            before = samples[i];
            once += lowPass * (high - once);
            twice += lowPass * (once - twice);
            powers[i / BLOCK] += twice * twice;
        }
        for (int b = 0; b < powers.length; b++) {
            powers[b] /= Math.min(BLOCK, samples.length - b * BLOCK);
        }
        return powers;
    }

    private static boolean[] active(double[] powers) {
        int blocks = powers.length;
        double[] smooth = new double[blocks];
        for (int b = 0; b < blocks; b++) {
            smooth[b] = Arrays.stream(powers, Math.max(0, b - 2), Math.min(blocks, b + 3))
                    .average()
                    .orElseThrow();
        }
        boolean[] active = new boolean[blocks];
        for (int b = 0; b < blocks; b++) {
            double least = Arrays.stream(smooth, Math.max(0, b - 300), Math.min(blocks, b + 51))
                    .min()
                    .orElseThrow();
            double floor = Math.max(Math.pow(10, -7.5), blocks < 53 ? 0 : least);
            active[b] = 10 * Math.log10(smooth[b] / floor) > 7;
        }
        return active;
    }

    private static List<SpeechStretch> expected(AudioClip clip) {
        boolean[] active = active(powers(clip.samples()));
        List<SpeechStretch> stretches = new ArrayList<>();
        for (int b = 0; b + 10 <= active.length; b++) {
            if (!active[b] || !active[b + 9] || count(active, b, b + 10) < 10) {
                continue;
            }
            int last = b + 9;
            int next = last + 1;
            for (; next < active.length && next - last <= PAUSE; next++) {
                last = active[next] ? next : last;
            }
            stretches.add(new SpeechStretch(Math.max(0, b - 10) * BLOCK, Math.min(clip.length(), (last + 11) * BLOCK)));
            b = next - 1;
        }
        return stretches;
    }

    private static int count(boolean[] active, int from, int to) {
        int count = 0;
        for (int b = from; b < to; b++) {
            count += active[b] ? 1 : 0;
        }
        return count;
    }

    /** Noise whose loudness changes every now and then, to up to 30 dB more. */
    private static AudioClip noise(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] samples = new float[random.nextInt(2_000, 10 * RATE_HZ)];
        double loudness = 1;
        for (int i = 0; i < samples.length; i++) {
            loudness = random.nextInt(RATE_HZ / 4) == 0 ? Math.pow(10, random.nextDouble(0, 1.5)) : loudness;
            samples[i] = (float) (loudness * random.nextDouble(-0.01, 0.01));
        }
        return new AudioClip(samples, RATE_HZ);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void speechIsWhereTheDefinitionSays(int seed) {
        AudioClip clip = noise(seed);
        assertThat(SpeechStretch.of(clip)).isEqualTo(expected(clip));
    }

    /** Steady noise for four seconds, silence for a few blocks: the last noise is compared with what lies half a second ahead. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 30})
    void theEndIsJudgedByNoMoreThanItsLookAhead(int silentBlocks) {
        SplittableRandom random = new SplittableRandom(5);
        float[] samples = new float[4 * RATE_HZ];
        for (int i = 0; i < samples.length - silentBlocks * BLOCK; i++) {
            samples[i] = (float) random.nextDouble(-0.3, 0.3);
        }
        AudioClip clip = new AudioClip(samples, RATE_HZ);
        assertThat(SpeechStretch.of(clip)).isEqualTo(expected(clip));
    }

    @Test
    void theDefinitionFindsSpeechInMostOfThem() {
        int found = 0;
        for (int seed = 1; seed <= 12; seed++) {
            found += expected(noise(seed)).size();
        }
        assertThat(found).isGreaterThan(12);
    }
}
