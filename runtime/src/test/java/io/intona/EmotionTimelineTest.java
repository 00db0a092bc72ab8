package io.intona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.intona.audio.AudioClip;
import io.intona.audio.AudioLimits;
import io.intona.audio.Resampler;
import io.intona.audio.WavWriter;
import io.intona.feature.FeatureSpec;
import io.intona.kernel.Kernels;
import io.intona.model.Calibration;
import io.intona.model.EmotionModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmotionTimelineTest {
    private static final int RATE = 16_000;
    private static final EmotionModel MODEL = EmotionRecognizerTest.model(
            "LSTM-h8-v3", FeatureSpec.parse("mfcc13").withSampleRateHz(RATE));
    private static final EmotionRecognizer RECOGNIZER = EmotionRecognizer.of(MODEL, Kernels.of("scalar"));

    /** Buzzes, each at another pitch with syllables of a quarter of a second, over faint noise. */
    private static AudioClip voices(int rateHz, double seconds, double[]... stretches) {
        SplittableRandom random = new SplittableRandom(3);
        float[] samples = new float[(int) Math.round(seconds * rateHz)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) random.nextDouble(-1e-3, 1e-3);
        }
        for (double[] stretch : stretches) {
            double hz = 100 + 40 * stretch[0];
            for (int i = (int) (stretch[0] * rateHz); i < (int) (stretch[1] * rateHz); i++) {
                double t = (double) i / rateHz;
                double syllable = Math.abs(Math.sin(Math.PI * 4 * t));
                samples[i] += (float) (0.3 * syllable * (hz * t % 1 - 0.5));
            }
        }
        return new AudioClip(samples, rateHz);
    }

    private static List<Segment> pushed(AudioClip clip, TimelineOptions options, int seed) {
        EmotionTimeline timeline = RECOGNIZER.timeline(clip.sampleRateHz(), options);
        Random random = new Random(seed);
        float[] samples = clip.samples();
        List<Segment> segments = new ArrayList<>();
        int at = 0;
        while (at < samples.length) {
            int count = Math.min(samples.length - at, random.nextInt(20_000));
            segments.addAll(timeline.push(samples, at, count));
            at += count;
        }
        segments.addAll(timeline.finish());
        return segments;
    }

    @Test
    void speechHasAnEmotionAndPausesHaveNone() {
        Timeline timeline = RECOGNIZER.timeline(
                voices(RATE, 20, new double[] {2, 4}, new double[] {6, 13.5}, new double[] {13.8, 15}));
        assertThat(timeline.segments().get(0).startSeconds()).isZero();
        for (int i = 1; i < timeline.segments().size(); i++) {
            assertThat(timeline.segments().get(i).startSeconds())
                    .isEqualTo(timeline.segments().get(i - 1).endSeconds());
        }
        assertThat(timeline.segments().get(timeline.segments().size() - 1).endSeconds())
                .isEqualTo(20);
        for (Segment segment : timeline.segments()) {
            double middle = (segment.startSeconds() + segment.endSeconds()) / 2;
            boolean speech = middle > 2 && middle < 4 || middle > 6 && middle < 15;
            assertThat(segment.isSpeech()).as(segment.toString()).isEqualTo(speech);
            assertThat(segment.emotion().isPresent()).isEqualTo(speech);
        }
        List<double[]> stretches = stretches(timeline.segments());
        assertThat(stretches).hasSize(2);
        assertThat(stretches.get(0)).containsExactly(new double[] {2, 4}, within(0.2));
        assertThat(stretches.get(1)).containsExactly(new double[] {6, 15}, within(0.2));
    }

    /** Begin and end of each run of speech. */
    private static List<double[]> stretches(List<Segment> segments) {
        List<double[]> stretches = new ArrayList<>();
        boolean before = false;
        for (Segment segment : segments) {
            if (segment.isSpeech() && before) {
                stretches.get(stretches.size() - 1)[1] = segment.endSeconds();
            } else if (segment.isSpeech()) {
                stretches.add(new double[] {segment.startSeconds(), segment.endSeconds()});
            }
            before = segment.isSpeech();
        }
        return stretches;
    }

    /** The definition in EmotionTimeline, once more from whole arrays: windows, clips, and where segments meet. */
    @ParameterizedTest
    @CsvSource({"16000, 3, 1", "16000, 1.5, 0.4", "16000, 0.5, 0.1", "48000, 2, 2", "11025, 3, 0.7"})
    void everyWindowOfSpeechIsAClipOfItsOwn(int rateHz, double windowSeconds, double hopSeconds) {
        AudioClip clip = voices(
                rateHz,
                22,
                new double[] {0.6, 2},
                new double[] {4, 7},
                new double[] {7.35, 10}, // a pause too short to end the speech, in which windows end
                new double[] {12, 21.9});
        AudioClip resampled = Resampler.resample(clip, RATE);
        List<Segment> segments = RECOGNIZER
                .timeline(clip, new TimelineOptions(windowSeconds, hopSeconds, 0.5))
                .segments();
        List<Segment> speech = segments.stream().filter(Segment::isSpeech).toList();
        int window = (int) (windowSeconds * RATE);
        int hop = (int) (hopSeconds * RATE);
        int at = 0;
        for (double[] stretch : stretches(segments)) {
            int begin = (int) Math.round(stretch[0] * RATE);
            int end = (int) Math.round(stretch[1] * RATE);
            List<int[]> windows = new ArrayList<>();
            for (int from = begin; from + window <= end; from += hop) {
                windows.add(new int[] {from, from + window});
            }
            if (windows.isEmpty()) {
                windows.add(new int[] {begin, end});
            } else if (windows.get(windows.size() - 1)[1] < end) {
                windows.add(new int[] {end - window, end});
            }
            for (int i = 0; i < windows.size(); i++) {
                float[] samples = Arrays.copyOfRange(resampled.samples(), windows.get(i)[0], windows.get(i)[1]);
                Recognition alone = RECOGNIZER.recognize(new AudioClip(samples, RATE));
                Segment segment = speech.get(at++);
                assertThat(segment.emotion()).hasValue(alone.emotion());
                for (String label : alone.labels()) {
                    assertThat(segment.probabilities()).containsEntry(label, alone.probability(label));
                }
                assertThat(segment.probabilities().keySet()).containsExactlyElementsOf(alone.labels());
                if (i + 1 < windows.size()) {
                    double centre = (windows.get(i)[0] + windows.get(i)[1]) / 2.0 / RATE;
                    double next = (windows.get(i + 1)[0] + windows.get(i + 1)[1]) / 2.0 / RATE;
                    assertThat(segment.endSeconds()).isCloseTo((centre + next) / 2, within(1.0 / RATE));
                }
            }
        }
        assertThat(at).isEqualTo(speech.size()).isGreaterThan(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {16_000, 44_100, 8_000})
    void howTheAudioIsCutChangesNoBit(int rateHz) {
        AudioClip clip = voices(rateHz, 15, new double[] {1, 6}, new double[] {7, 14});
        TimelineOptions options = new TimelineOptions(2, 0.5, 0.3);
        Timeline whole = RECOGNIZER.timeline(clip, options);
        assertThat(pushed(clip, options, 1)).isEqualTo(whole.segments());
        assertThat(pushed(clip, options, 2)).isEqualTo(whole.segments());
    }

    @Test
    void segmentsComeWhileTheAudioGoesOn() {
        EmotionTimeline timeline = RECOGNIZER.timeline(RATE, TimelineOptions.DEFAULT);
        float[] samples = voices(RATE, 30, new double[] {1, 29}).samples();
        double told = 0;
        for (int at = 0; at < samples.length; at += 1600) {
            for (Segment segment : timeline.push(samples, at, 1600)) {
                told = segment.endSeconds();
            }
            double now = (at + 1600.0) / RATE;
            if (now > 6 && now < 29) {
                assertThat(now - told).isLessThan(3 + 1 + 0.6);
            }
        }
    }

    /** As EmotionTimeline says, for speech without a break from 1 to 3.5 s. */
    @Test
    void theDelayIsAHopAndHalfAWindowAndTheLookAhead() {
        double window = 1;
        double hop = 0.3;
        double pause = 0.6;
        SplittableRandom random = new SplittableRandom(6);
        float[] samples = new float[6 * RATE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) random.nextDouble(-0.3, 0.3) * (i > RATE && i < 3.5 * RATE ? 1 : 1e-3f);
        }
        EmotionTimeline timeline = RECOGNIZER.timeline(RATE, new TimelineOptions(window, hop, pause));
        List<Segment> speech = new ArrayList<>();
        List<Double> given = new ArrayList<>();
        for (int at = 0; at < samples.length; at += 16) {
            for (Segment segment : timeline.push(samples, at, 16)) {
                if (segment.isSpeech()) {
                    speech.add(segment);
                    given.add((at + 16.0) / RATE);
                }
            }
        }
        int last = speech.size() - 1;
        assertThat(last).isGreaterThan(5);
        for (int i = 1; i <= last - 3; i++) {
            double centre = (speech.get(i).startSeconds() + speech.get(i).endSeconds()) / 2;
            assertThat(given.get(i) - centre).isBetween(hop + window / 2 + 0.42 - 1e-9, hop + window / 2 + 0.43 + 1e-9);
        }
        for (int i = last - 1; i <= last; i++) {
            double end = speech.get(last).endSeconds();
            assertThat(given.get(i) - end).isCloseTo(pause + 0.42, within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-4, 0.01, 0.5})
    void silenceAndSteadyNoiseHaveNoEmotion(double amplitude) {
        SplittableRandom random = new SplittableRandom(4);
        float[] samples = new float[30 * RATE];
        for (int i = 0; i < samples.length && amplitude > 0; i++) {
            samples[i] = (float) random.nextDouble(-amplitude, amplitude);
        }
        Timeline timeline = RECOGNIZER.timeline(new AudioClip(samples, RATE));
        assertThat(timeline.segments()).containsExactly(new Segment(0, 30, Optional.empty(), Map.of()));
        assertThat(timeline.summary().speechSeconds()).isZero();
        assertThat(timeline.summary().shares().values()).containsOnly(0.0);
        assertThat(timeline.changePoints()).isEmpty();
    }

    @Test
    void aShortRecordingThatIsNotSilentIsSpeech() {
        Timeline timeline = RECOGNIZER.timeline(voices(RATE, 0.3, new double[] {0, 0.3}));
        assertThat(timeline.segments()).hasSize(1).allMatch(Segment::isSpeech);
        assertThat(timeline.segments().get(0).endSeconds()).isEqualTo(0.3);
    }

    @Test
    void lessThanTheShortestRecordingIsRefused() {
        AudioClip clip = voices(RATE, 0.29, new double[] {0, 0.29});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RECOGNIZER.timeline(clip))
                .withMessage("recording of 4640 samples at 16000 Hz, expected at least 0.3 seconds");
        assertThat(pushed(clip, TimelineOptions.DEFAULT, 1)).noneMatch(Segment::isSpeech);
    }

    @Test
    void theSummaryIsThatOfTheSegments() {
        Timeline timeline = RECOGNIZER.timeline(
                voices(RATE, 40, new double[] {1, 8}, new double[] {10, 20}, new double[] {22, 39}),
                new TimelineOptions(1, 0.5, 0.5));
        TimelineSummary summary = timeline.summary();
        double speech = timeline.segments().stream()
                .filter(Segment::isSpeech)
                .mapToDouble(Segment::durationSeconds)
                .sum();
        assertThat(summary.seconds()).isEqualTo(40);
        assertThat(summary.speechSeconds()).isCloseTo(speech, within(1e-9));
        assertThat(summary.shares().keySet()).containsExactlyElementsOf(MODEL.labels());
        for (String label : MODEL.labels()) {
            double seconds = timeline.segments().stream()
                    .filter(segment -> segment.emotion().equals(Optional.of(label)))
                    .mapToDouble(Segment::durationSeconds)
                    .sum();
            assertThat(summary.shares().get(label)).isCloseTo(seconds / speech, within(1e-9));
        }
        assertThat(summary.shares().values().stream()
                        .mapToDouble(share -> share)
                        .sum())
                .isCloseTo(1, within(1e-9));
        assertThat(summary.changes()).isEqualTo(timeline.changePoints().size());
    }

    @Test
    void aFileIsHeardAsTheClipInItWithoutBeingKept(@TempDir Path folder) throws IOException {
        AudioClip clip = voices(22_050, 12, new double[] {1, 5}, new double[] {7, 11});
        Path file = folder.resolve("a.wav");
        WavWriter.write(clip, file, WavWriter.Encoding.FLOAT_32);
        Timeline timeline = RECOGNIZER.timeline(file, AudioLimits.DEFAULT, TimelineOptions.DEFAULT);
        assertThat(timeline).isEqualTo(RECOGNIZER.timeline(clip));
        assertThat(timeline.summary().isNarrowband()).isFalse();
        WavWriter.write(voices(8_000, 0.25, new double[] {0, 0.25}), file, WavWriter.Encoding.FLOAT_32);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RECOGNIZER.timeline(file, AudioLimits.DEFAULT, TimelineOptions.DEFAULT))
                .withMessage("recording of 2000 samples at 8000 Hz, expected at least 0.3 seconds");
        WavWriter.write(voices(8_000, 1, new double[] {0.2, 0.9}), file, WavWriter.Encoding.FLOAT_32);
        assertThat(RECOGNIZER
                        .timeline(file, AudioLimits.DEFAULT, TimelineOptions.DEFAULT)
                        .summary()
                        .isNarrowband())
                .isTrue();
    }

    private static Segment segment(double start, double end, String emotion) {
        return switch (emotion) {
            case "pause" -> new Segment(start, end, Optional.empty(), Map.of());
            case "unsure" -> new Segment(start, end, Optional.empty(), Map.of("sad", 0.5f, "calm", 0.5f));
            default -> new Segment(start, end, Optional.of(emotion), Map.of(emotion, 1f));
        };
    }

    @Test
    void theEmotionChangesWhereAnotherBeginsWhateverLiesBetween() {
        Timeline timeline = new Timeline(
                List.of(
                        segment(0, 1, "pause"),
                        segment(1, 2, "sad"),
                        segment(2, 3, "pause"),
                        segment(3, 4, "sad"),
                        segment(4, 5, "calm"),
                        segment(5, 6, "unsure"),
                        segment(6, 7, "pause"),
                        segment(7, 8, "sad")),
                new TimelineSummary(8, 5, Map.of(), 2, false));
        assertThat(timeline.changePoints())
                .containsExactly(new ChangePoint(4, "sad", "calm"), new ChangePoint(7, "calm", "sad"));
    }

    @Test
    void aModelThatWouldRatherNotAnswerNamesNoEmotion() {
        EmotionRecognizer unsure =
                EmotionRecognizer.of(MODEL.withCalibration(new Calibration(50, 0.9)), Kernels.of("scalar"));
        Timeline timeline = unsure.timeline(voices(RATE, 10, new double[] {1, 9}));
        assertThat(timeline.segments())
                .anyMatch(Segment::isSpeech)
                .allMatch(segment -> segment.emotion().isEmpty());
        assertThat(timeline.summary().speechSeconds()).isGreaterThan(7);
        assertThat(timeline.summary().shares().values()).containsOnly(0.0);
    }

    @Test
    void memoryDoesNotGrowWithTheRecording() {
        EmotionTimeline timeline = RECOGNIZER.timeline(RATE, new TimelineOptions(3, 3, 0.5));
        float[] minute = voices(RATE, 60, new double[] {1, 29}).samples();
        long before = 0;
        for (int i = 0; i < 40; i++) {
            timeline.push(minute, 0, minute.length);
            before = i == 1 ? usedBytes() : before;
        }
        assertThat(usedBytes() - before).isLessThan(10 * minute.length); // 38 minutes are 152 times as much
        assertThat(timeline.summary().seconds()).isGreaterThan(39 * 60);
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @Test
    void samplesAreCheckedAndAnEndIsAnEnd() {
        EmotionTimeline timeline = RECOGNIZER.timeline(RATE, TimelineOptions.DEFAULT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timeline.push(new float[] {0, Float.NaN}, 0, 2))
                .withMessage("sample 1 of the chunk is NaN, expected a number from -1.0E12 to 1.0E12");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timeline.push(new float[2], 1, 2))
                .withMessage("2 samples at 1 of an array of 2 samples, expected them to fit");
        assertThat(timeline.finish()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(timeline::finish)
                .withMessage("timeline finished twice, expected once");
        assertThatIllegalStateException()
                .isThrownBy(() -> timeline.push(new float[1], 0, 1))
                .withMessage("samples pushed after finish, expected a new timeline");
    }

    @Test
    void aWindowOfMoreFramesThanCanBeCountedIsRefusedAtOnce() {
        FeatureSpec features =
                FeatureSpec.parse("mfcc13").withSampleRateHz(RATE).withFrame(64, 1);
        EmotionRecognizer recognizer =
                EmotionRecognizer.of(EmotionRecognizerTest.model("LSTM-h1024-v1", features), Kernels.of("scalar"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recognizer.timeline(8_000, new TimelineOptions(40, 1, 0.5)))
                .withMessage("640000 samples at 16000 Hz give 640001 frames, expected at most 524287");
    }

    static Stream<Arguments> badOptions() {
        return Stream.of(
                arguments(0.29, 0.2, 0.5, "window of 0.29 s, expected 0.3 to 60.0"),
                arguments(60.1, 0.2, 0.5, "window of 60.1 s, expected 0.3 to 60.0"),
                arguments(Double.NaN, 0.2, 0.5, "window of NaN s, expected 0.3 to 60.0"),
                arguments(3, 0.09, 0.5, "hop of 0.09 s, expected 0.1 to the window's 3.0"),
                arguments(3, 3.1, 0.5, "hop of 3.1 s, expected 0.1 to the window's 3.0"),
                arguments(3, Double.NaN, 0.5, "hop of NaN s, expected 0.1 to the window's 3.0"),
                arguments(3, 1, 0.19, "pause of 0.19 s, expected 0.2 to 10.0"),
                arguments(3, 1, 10.1, "pause of 10.1 s, expected 0.2 to 10.0"),
                arguments(3, 1, Double.NaN, "pause of NaN s, expected 0.2 to 10.0"));
    }

    @ParameterizedTest
    @MethodSource
    void badOptions(double window, double hop, double pause, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimelineOptions(window, hop, pause))
                .withMessage(sentence);
    }
}
