package io.intona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.audio.AudioClip;
import io.intona.feature.FeatureSpec;
import io.intona.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpeechStretchTest {
    private static final int RATE_HZ = 16_000;

    /** Six seconds of faint noise with a swelling tone from 1 to 2.5 s and from 4 to 5 s. */
    private static AudioClip twoTones() {
        SplittableRandom random = new SplittableRandom(1);
        float[] samples = new float[6 * RATE_HZ];
        for (int i = 0; i < samples.length; i++) {
            double seconds = (double) i / RATE_HZ;
            boolean sounds = seconds >= 1 && seconds < 2.5 || seconds >= 4 && seconds < 5;
            double swell = sounds ? 0.3 + 0.2 * Math.sin(2 * Math.PI * 3 * seconds) : 0;
            samples[i] = (float) (swell * Math.sin(2 * Math.PI * 300 * seconds) + 1e-4 * random.nextDouble(-1, 1));
        }
        return new AudioClip(samples, RATE_HZ);
    }

    @Test
    void speechIsWhereTheTonesAreAndATenthOfASecondAround() {
        List<SpeechStretch> stretches = SpeechStretch.of(twoTones());
        assertThat(stretches).hasSize(2);
        double[][] expected = {{0.9, 2.6}, {3.9, 5.1}};
        for (int i = 0; i < 2; i++) {
            assertThat((double) stretches.get(i).from() / RATE_HZ).isCloseTo(expected[i][0], within(0.04));
            assertThat((double) stretches.get(i).to() / RATE_HZ).isCloseTo(expected[i][1], within(0.04));
        }
    }

    @Test
    void aTimelineHearsTheSameStretches() {
        EmotionRecognizer recognizer = EmotionRecognizer.of(
                EmotionRecognizerTest.model(
                        "LSTM-h2-v1", FeatureSpec.parse("mfcc13").withSampleRateHz(RATE_HZ)),
                Kernels.of("scalar"));
        List<SpeechStretch> heard = new ArrayList<>();
        for (Segment segment : recognizer.timeline(twoTones()).segments()) {
            if (segment.isSpeech()) {
                heard.add(new SpeechStretch((int) Math.round(segment.startSeconds() * RATE_HZ), (int)
                        Math.round(segment.endSeconds() * RATE_HZ)));
            }
        }
        assertThat(SpeechStretch.of(twoTones())).isEqualTo(heard); // each is shorter than a window
    }

    @Test
    void silenceHasNone() {
        assertThat(SpeechStretch.of(new AudioClip(new float[RATE_HZ], RATE_HZ))).isEmpty();
        assertThat(SpeechStretch.of(new AudioClip(new float[0], RATE_HZ))).isEmpty();
    }
}
