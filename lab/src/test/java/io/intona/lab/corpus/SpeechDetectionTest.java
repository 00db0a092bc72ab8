package io.intona.lab.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.EmotionRecognizer;
import io.intona.Segment;
import io.intona.audio.AudioClip;
import io.intona.feature.FeatureSpec;
import io.intona.feature.Standardizer;
import io.intona.kernel.Kernels;
import io.intona.model.EmotionModel;
import io.intona.nn.Architecture;
import io.intona.nn.Parameters;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How well a timeline finds speech in noise: 60 synthetic clips of eight speakers, pauses of 0.3 to 3 s between them, white
 * noise over all. Where there is speech is told from each clip without the noise, with its own loudest moment known: the
 * blocks of 10 ms from the first to the last within 30 dB of it, and pauses of less than half a second. What lies within
 * 0.15 s of speech is not counted as a pause, as a timeline takes in 0.1 s on either side. The table in docs/library.md is
 * what this prints.
 */
class SpeechDetectionTest {
    private static final int RATE = SpeechTracks.SAMPLE_RATE_HZ;
    private static final int BLOCK = RATE / 100;
    private static final int CLIPS = 60;

    private float[] samples = {};
    private boolean[] speech = {};
    private double energy;
    private int speechBlocks;

    /** A recognizer whose opinion does not matter. */
    private static EmotionRecognizer recognizer() {
        FeatureSpec features = FeatureSpec.parse("mfcc1");
        float[] one = {1};
        EmotionModel model = new EmotionModel(
                new Parameters(Architecture.parse("LSTM-h1-mean", 1, 2)),
                new Standardizer(one, one),
                features,
                List.of("a", "b"),
                Map.of());
        return EmotionRecognizer.of(model, Kernels.of("scalar"));
    }

    @ParameterizedTest(name = "{0} dB")
    @CsvSource({"30, 0.995, 0.005", "20, 0.99, 0.005", "15, 0.97, 0.005", "10, 0.94, 0.005"})
    void speechIsFoundInNoise(double signalToNoiseDb, double leastFound, double mostFalse) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        List<Utterance> utterances = SyntheticCorpus.small(3).utterances();
        for (int i = 0; i < CLIPS; i++) {
            add(utterances.get(random.nextInt(utterances.size())).source().read());
            pause(random, random.nextInt(30, 300));
        }
        closeShortPauses();
        double amplitude = Math.sqrt(3 * energy / speechBlocks) * Decibels.amplitude(-signalToNoiseDb);
        for (int i = 0; i < samples.length; i++) {
            samples[i] += (float) (amplitude * random.nextDouble(-1, 1));
        }
        boolean[] found = new boolean[speech.length];
        for (Segment segment :
                recognizer().timeline(new AudioClip(samples, RATE)).segments()) {
            Arrays.fill(
                    found,
                    (int) Math.round(segment.startSeconds() * 100),
                    (int) Math.round(segment.endSeconds() * 100),
                    segment.isSpeech());
        }
        boolean[] near = widened(speech, 15);
        double hits = share(found, speech, true);
        double falseAlarms = share(found, near, false);
        System.out.printf(
                "signal to noise %.0f dB: speech found %.1f %%, pause taken for speech %.2f %%%n",
                signalToNoiseDb, 100 * hits, 100 * falseAlarms);
        assertThat(hits).isGreaterThan(leastFound);
        assertThat(falseAlarms).isLessThan(mostFalse);
    }

    private void add(AudioClip clip) {
        int blocks = clip.length() / BLOCK;
        double[] power = new double[blocks];
        float[] values = clip.samples();
        for (int i = 0; i < blocks * BLOCK; i++) {
            power[i / BLOCK] += (double) values[i] * values[i] / BLOCK;
        }
        double loudest = Arrays.stream(power).max().orElseThrow();
        boolean[] here = new boolean[blocks];
        for (int block = 0; block < blocks; block++) {
            here[block] = power[block] > 1e-3 * loudest;
        }
        closePauses(here, blocks);
        for (int block = 0; block < blocks; block++) {
            energy += here[block] ? power[block] : 0;
            speechBlocks += here[block] ? 1 : 0;
        }
        append(Arrays.copyOf(values, blocks * BLOCK), here);
    }

    private void pause(SplittableRandom random, int blocks) {
        float[] values = new float[blocks * BLOCK];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1e-3, 1e-3);
        }
        append(values, new boolean[blocks]);
    }

    private void append(float[] values, boolean[] here) {
        int samplesBefore = samples.length;
        samples = Arrays.copyOf(samples, samplesBefore + values.length);
        System.arraycopy(values, 0, samples, samplesBefore, values.length);
        int blocksBefore = speech.length;
        speech = Arrays.copyOf(speech, blocksBefore + here.length);
        System.arraycopy(here, 0, speech, blocksBefore, here.length);
    }

    private void closeShortPauses() {
        closePauses(speech, 50);
    }

    private static void closePauses(boolean[] speech, int most) {
        int last = -1;
        for (int block = 0; block < speech.length; block++) {
            if (speech[block]) {
                if (last >= 0 && block - last <= most) {
                    Arrays.fill(speech, last, block, true);
                }
                last = block;
            }
        }
    }

    private static boolean[] widened(boolean[] speech, int blocks) {
        boolean[] wide = new boolean[speech.length];
        for (int i = 0; i < speech.length; i++) {
            if (speech[i]) {
                Arrays.fill(wide, Math.max(0, i - blocks), Math.min(speech.length, i + blocks + 1), true);
            }
        }
        return wide;
    }

    /** Of the blocks where the truth is so, the share in which speech was found. */
    private static double share(boolean[] found, boolean[] truth, boolean so) {
        int all = 0;
        int hits = 0;
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] == so) {
                all++;
                hits += found[i] ? 1 : 0;
            }
        }
        return (double) hits / all;
    }
}
