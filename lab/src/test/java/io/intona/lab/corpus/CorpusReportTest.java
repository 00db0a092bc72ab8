package io.intona.lab.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.audio.AudioClip;
import io.intona.audio.WavWriter;
import io.intona.lab.corpus.CorpusReport.Durations;
import io.intona.lab.corpus.Problem.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CorpusReportTest {
    private static final int RATE_HZ = 16_000;

    @TempDir
    private Path folder;

    static Stream<Arguments> soundsWithAProblem() {
        return Stream.of(
                sound("nothing", new float[RATE_HZ], Kind.SILENT, "no sound at all, expected sound of -70 dB or more"),
                sound("no samples", new float[0], Kind.SILENT, "no sound at all, expected sound of -70 dB or more"),
                sound("an offset", filled(0.25f), Kind.SILENT, "no sound at all, expected sound of -70 dB or more"),
                sound(
                        "too little",
                        tone(0.0004), // mean square 0.0004²/2 = −71.0 dB
                        Kind.SILENT,
                        "no louder than -71.0 dB of full scale, expected sound of -70 dB or more"),
                sound(
                        "cut above",
                        with(tone(0.5), 800, 1, 1, 1),
                        Kind.CLIPPED,
                        "cut off at full scale in 1 place, first after 0.050 s, for up to 3 samples,"
                                + " expected fewer than 3 in a row"),
                sound(
                        "cut on both sides",
                        with(with(tone(0.5), 1600, -1, -1, -1, -1), 15_997, 1, 1, 1),
                        Kind.CLIPPED,
                        "cut off at full scale in 2 places, first after 0.100 s, for up to 4 samples,"
                                + " expected fewer than 3 in a row"),
                sound(
                        "cut at 8 bits",
                        with(tone(0.5), 0, 127 / 128f, 127 / 128f, 127 / 128f),
                        Kind.CLIPPED,
                        "cut off at full scale in 1 place, first after 0.000 s, for up to 3 samples,"
                                + " expected fewer than 3 in a row"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("soundsWithAProblem")
    void aSoundWithAProblemIsReported(String name, float[] samples, Kind kind, String what) throws Exception {
        assertThat(report(corpus(clip("a", "x", 0, samples))).problems()).containsExactly(new Problem(kind, "a", what));
    }

    static Stream<Arguments> goodSounds() {
        return Stream.of(
                Arguments.of("just loud enough", tone(0.0005)), // −69.0 dB
                Arguments.of("loud for one block", with(new float[RATE_HZ], 6_400, Arrays.copyOf(tone(0.01), 3_200))),
                Arguments.of("two at full scale", with(tone(0.5), 800, 1, 1)),
                Arguments.of("three near full scale", with(tone(0.5), 800, 1, 0.9999f, 1)),
                Arguments.of("a plateau below full scale", with(tone(0.5), 800, 0.99f, 0.99f, 0.99f)),
                Arguments.of("a tone that touches full scale", tone(1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodSounds")
    void aGoodSoundIsNot(String name, float[] samples) throws Exception {
        assertThat(report(corpus(clip("a", "x", 0, samples))).problems()).isEmpty();
    }

    @Test
    void filesThatCannotBeReadAreReportedAndTheOthersCounted() throws Exception {
        WavWriter.write(new AudioClip(noise(1, 8_000), RATE_HZ), folder.resolve("a.wav"), WavWriter.Encoding.PCM_16);
        WavWriter.write(new AudioClip(noise(2, 24_000), 8_000), folder.resolve("b.wav"), WavWriter.Encoding.PCM_16);
        WavWriter.write(new AudioClip(noise(3, 100), RATE_HZ), folder.resolve("c.wav"), WavWriter.Encoding.PCM_16);
        Files.write(folder.resolve("c.wav"), Arrays.copyOf(Files.readAllBytes(folder.resolve("c.wav")), 30));
        Files.writeString(folder.resolve("d.wav"), "no sound");
        Folders.fill(folder, "e.wav");
        Corpus corpus = Corpora.open("csv="
                + Folders.write(
                        folder,
                        "clips.csv",
                        "path,speaker,emotion\na.wav,x,joy\nb.wav,x,joy\nc.wav,x,joy\nd.wav,x,joy\ne.wav,x,joy\n"));
        Files.delete(folder.resolve("e.wav"));

        CorpusReport report = report(corpus);

        assertThat(report.problems()).extracting(Problem::kind).containsOnly(Kind.UNREADABLE);
        assertThat(report.problems()).extracting(Problem::where).containsExactly("c.wav", "d.wav", "e.wav");
        assertThat(report.problems().get(0).what())
                .startsWith("cannot be read: byte ")
                .contains(", expected ");
        assertThat(report.problems().get(1).what()).startsWith("cannot be read: byte 0: ");
        assertThat(report.problems().get(2).what()).isEqualTo("cannot be read: there is no such file any more");
        assertThat(report.durations()).contains(new Durations(0.5, 1.75, 3, 3.5));
        assertThat(report.clipsBySampleRate()).containsExactlyEntriesOf(new TreeMap<>(Map.of(8_000, 1, RATE_HZ, 1)));
        assertThat(report.clipsByLabel()).containsExactly(5);
    }

    @Test
    void theSameSamplesTwiceAreReportedWithWhomTheyBelongTo() throws Exception {
        Corpus corpus = corpus(
                clip("a", "x", 0, noise(1, 900)),
                clip("b", "y", 1, noise(2, 900)),
                clip("c", "y", 1, noise(1, 900)),
                clip("d", "x", 1, noise(1, 900)),
                clip("e", "y", 0, noise(1, 899)));

        assertThat(report(corpus).problems())
                .containsExactly(
                        new Problem(Kind.DUPLICATE_AUDIO, "c", "the same samples as a, which is neutral of speaker x"),
                        new Problem(Kind.DUPLICATE_AUDIO, "d", "the same samples as a, which is neutral of speaker x"));
    }

    @Test
    void emotionsThatNobodyOrSomebodyLacksAreReported() throws Exception {
        Corpus corpus = new Corpus(
                "t",
                false,
                List.of("neutral", "calm", "happy", "bored"),
                List.of(
                        clip("a", "x", 0, noise(1, 900)),
                        clip("b", "x", 1, noise(2, 900)),
                        clip("c", "y", 0, noise(3, 900)),
                        clip("d", "10", 2, noise(4, 900)),
                        clip("e", "x", 2, noise(5, 900))),
                List.of(new Problem(Kind.INCOMPLETE, "t", "was found when listing")),
                new TreeMap<>());

        CorpusReport report = report(corpus);

        assertThat(report.problems())
                .extracting(Problem::sentence)
                .containsExactly(
                        "t: was found when listing",
                        "emotion bored: no clip in the whole corpus",
                        "speaker 10: no clip that is neutral or calm",
                        "speaker y: no clip that is calm or happy");
        assertThat(report.clipsByLabel()).containsExactly(2, 1, 2, 0);
        assertThat(report.clipsByLabel("x")).containsExactly(1, 1, 1, 0);
    }

    @Test
    void aSpeakerInTwoFoldsStaysReported() throws Exception {
        for (String name : List.of("a.wav", "b.wav")) {
            WavWriter.write(
                    new AudioClip(noise(name.hashCode(), 900), RATE_HZ),
                    folder.resolve(name),
                    WavWriter.Encoding.FLOAT_32);
        }
        Corpus corpus = Corpora.open("csv="
                + Folders.write(folder, "clips.csv", "path,speaker,emotion,fold\na.wav,x,joy,0\nb.wav,x,joy,1\n"));

        assertThat(report(corpus).problems()).extracting(Problem::kind).containsExactly(Kind.SPEAKER_IN_TWO_FOLDS);
    }

    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() throws Exception {
        CorpusReport report = report(corpus(
                clip("a", "x", 0, noise(1, 4_000)),
                clip("b", "x", 0, noise(2, 800)),
                clip("c", "x", 0, noise(3, 1_600))));

        Durations seconds = report.durations().orElseThrow();
        assertThat(seconds.min()).isEqualTo(0.05);
        assertThat(seconds.median()).isEqualTo(0.1);
        assertThat(seconds.max()).isEqualTo(0.25);
        assertThat(seconds.total()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void threadsAndChanceDoNotChangeTheReport() throws Exception {
        List<Utterance> clips = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            clips.add(clip("u" + i, "s" + i % 7, i % 2, i % 5 == 0 ? new float[800] : noise(i % 9, 700)));
        }
        Corpus corpus = corpus(clips.toArray(Utterance[]::new));
        CorpusReport alone = report(corpus);
        assertThat(alone.problems()).hasSizeGreaterThan(30);
        for (int threads = 2; threads <= 5; threads++) {
            List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
            CorpusReport report = CorpusReport.of(corpus, threads, (done, total) -> heard.add(done));
            assertThat(report).isEqualTo(alone);
            assertThat(heard)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 60).boxed().toList());
        }
    }

    private static CorpusReport report(Corpus corpus) throws InterruptedException {
        return CorpusReport.of(corpus, 1, ClipListener.NONE);
    }

    private static Corpus corpus(Utterance... utterances) {
        boolean both = Stream.of(utterances).anyMatch(utterance -> utterance.emotion() == 1);
        List<String> labels = both ? List.of("neutral", "calm") : List.of("neutral");
        return new Corpus("t", false, labels, List.of(utterances), List.of(), new TreeMap<>());
    }

    private static Utterance clip(String id, String speaker, int emotion, float[] samples) {
        return new Utterance(id, speaker, emotion, new TreeMap<>(), () -> new AudioClip(samples, RATE_HZ));
    }

    private static Arguments sound(String name, float[] samples, Kind kind, String what) {
        return Arguments.of(name, samples, kind, what);
    }

    private static float[] noise(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) random.nextDouble(-0.5, 0.5);
        }
        return samples;
    }

    /** One second of 100 Hz, rounded to 16 bits. */
    private static float[] tone(double amplitude) {
        float[] samples = new float[RATE_HZ];
        for (int i = 0; i < samples.length; i++) {
            long step = Math.round(amplitude * 32_768 * Math.sin(2 * Math.PI * 100 * i / RATE_HZ));
            samples[i] = Math.min(32_767, step) / 32_768f;
        }
        return samples;
    }

    private static float[] filled(float value) {
        float[] samples = new float[RATE_HZ];
        Arrays.fill(samples, value);
        return samples;
    }

    private static float[] with(float[] samples, int from, float... values) {
        float[] changed = samples.clone();
        System.arraycopy(values, 0, changed, from, values.length);
        return changed;
    }
}
