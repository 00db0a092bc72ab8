package io.intona.lab.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.intona.audio.AudioClip;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionTest {
    private static final AudioClip VOICE = Sounds.buzzAfterASecond();

    static List<Condition> all() {
        return Condition.ALL;
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSameClipComesOutAlikeAndIsNotTouched(Condition condition) throws Exception {
        assumeTrue(!(condition instanceof Mp3) || Mp3.isPossible(), "ffmpeg with libmp3lame is missing");
        float[] before = VOICE.samples();
        AudioClip once = condition.apply(VOICE, "a");
        assertThat(condition.apply(VOICE, "a")).isEqualTo(once).isNotEqualTo(VOICE);
        assertThat(VOICE.samples()).isEqualTo(before);
    }

    @Test
    void everyConditionHasANameOfItsOwn() {
        assertThat(Condition.ALL.stream().map(Condition::name)).doesNotHaveDuplicates();
        assertThat(Condition.ALL.stream().map(Condition::name))
                .contains("first 0.5 s", "2 s of speech", "level -20 dB", "level +12 dB", "white noise, SNR 10 dB");
    }

    @Test
    void cleanIsTheClip() {
        assertThat(new Clean().apply(VOICE, "a")).isSameAs(VOICE);
    }

    // ---- length -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"0.5, 24000", "1, 48000", "2, 96000", "3, 144000", "4, 192000", "9, 192000"})
    void theFirstSecondsAreExact(double seconds, int samples) {
        assertThat(new Cut(seconds, Cut.Start.RECORDING).apply(VOICE, "a").samples())
                .isEqualTo(Arrays.copyOf(VOICE.samples(), samples));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 24000", "1, 48000", "2, 96000"})
    void secondsOfSpeechBeginJustBeforeIt(double seconds, int samples) {
        float[] cut = new Cut(seconds, Cut.Start.SPEECH).apply(VOICE, "a").samples();
        assertThat(cut).hasSize(samples);
        int from = startOf(cut);
        assertThat((double) from / Sounds.RATE_HZ)
                .isBetween(0.85, 0.95); // 0.1 s before 1 s, detected in blocks of 10 ms
    }

    /** Where in the voice a part of it was taken from. */
    private static int startOf(float[] part) {
        float[] whole = VOICE.samples();
        for (int from = 0; from + part.length <= whole.length; from++) {
            if (Arrays.equals(whole, from, from + part.length, part, 0, part.length)) {
                return from;
            }
        }
        throw new AssertionError("not a part of the voice");
    }

    @Test
    void speechThatEndsEarlierIsTakenToTheEnd() {
        float[] cut = new Cut(3.9, Cut.Start.SPEECH).apply(VOICE, "a").samples();
        assertThat(cut).hasSize(VOICE.length() - startOf(cut)).hasSizeLessThan(VOICE.length());
    }

    @Test
    void withoutSpeechItBeginsWithTheRecording() {
        AudioClip silence = new AudioClip(new float[Sounds.RATE_HZ], Sounds.RATE_HZ);
        assertThat(new Cut(0.5, Cut.Start.SPEECH).apply(silence, "a").length()).isEqualTo(Sounds.RATE_HZ / 2);
    }

    // ---- level ------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"-20, 0.1", "-12, 0.25118864", "12, 3.9810717"})
    void aLevelIsAFactor(double decibels, float factor) {
        AudioClip soft = Sounds.sine(440, 0.2, 0.1);
        float[] expected = soft.samples();
        for (int i = 0; i < expected.length; i++) {
            expected[i] *= factor;
        }
        assertThat(new Gain(decibels).apply(soft, "a").samples()).isEqualTo(expected);
    }

    @Test
    void loudSamplesEndWhereThoseOfSixteenBitsEnd() {
        AudioClip loud = new AudioClip(new float[] {0.1f, 0.5f, -0.5f, 2}, 16_000);
        assertThat(new Gain(12).apply(loud, "a").samples())
                .containsExactly(0.39810717f, 32_767 / 32_768f, -1, 32_767 / 32_768f);
    }

    // ---- noise ------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"20", "10", "0"})
    void noiseHasThePowerThatItsRatioToTheSpeechSays(double signalToNoiseDb) {
        float[] clean = VOICE.samples();
        float[] noise =
                difference(new WhiteNoise(signalToNoiseDb).apply(VOICE, "a").samples(), clean);
        // Speech is from 1 to 3 s and has 0.1 s on either side; over all four seconds it would be 2.6 dB softer.
        int from = (int) (0.9 * Sounds.RATE_HZ);
        int to = (int) (3.1 * Sounds.RATE_HZ);
        double measured = Sounds.decibels(Sounds.power(clean, from, to) / Sounds.power(noise, 0, noise.length));
        assertThat(measured).isCloseTo(signalToNoiseDb, within(0.2));
    }

    @Test
    void noiseIsWhiteAndItsSignIsFair() {
        float[] noise = difference(new WhiteNoise(10).apply(VOICE, "a").samples(), VOICE.samples());
        double power = Sounds.power(noise, 0, noise.length);
        for (int lag = 1; lag <= 5; lag++) {
            double product = 0;
            for (int i = lag; i < noise.length; i++) {
                product += (double) noise[i] * noise[i - lag];
            }
            assertThat(product / noise.length / power).isBetween(-0.01, 0.01); // 4 standard errors
        }
        long positive =
                IntStream.range(0, noise.length).filter(i -> noise[i] > 0).count();
        assertThat((double) positive / noise.length).isBetween(0.495, 0.505);
    }

    @Test
    void noiseFollowsFromTheClipsName() {
        assertThat(new WhiteNoise(10).apply(VOICE, "b")).isNotEqualTo(new WhiteNoise(10).apply(VOICE, "a"));
    }

    @Test
    void inSilenceThereIsNoNoise() {
        AudioClip silence = new AudioClip(new float[Sounds.RATE_HZ], Sounds.RATE_HZ);
        assertThat(new WhiteNoise(10).apply(silence, "a")).isEqualTo(silence);
    }

    private static float[] difference(float[] some, float[] others) {
        float[] difference = new float[some.length];
        for (int i = 0; i < some.length; i++) {
            difference[i] = some[i] - others[i];
        }
        return difference;
    }

    // ---- telephone --------------------------------------------------------------------------------------------------

    @ParameterizedTest(name = "{0} Hz")
    @CsvSource({
        "100, -99, -50",
        "200, -99, -50",
        "300, -6.3, -5.7",
        "400, -0.2, 0.2",
        "1000, -0.2, 0.2",
        "3300, -0.2, 0.2",
        "3400, -6.3, -5.7",
        "3500, -99, -50",
        "5000, -99, -50",
        "7000, -99, -50"
    })
    void aTelephoneLetsItsBandThrough(double hertz, double least, double most) {
        AudioClip sine = Sounds.sine(hertz, 0.5, 1);
        AudioClip heard = new Telephone().apply(sine, "a");
        assertThat(heard.sampleRateHz()).isEqualTo(8_000);
        assertThat(heard.length()).isEqualTo(8_000);
        double gain = Sounds.power(heard.samples(), 1_000, 7_000) / Sounds.power(sine.samples(), 0, sine.length());
        assertThat(Math.max(-98, Sounds.decibels(gain))).isBetween(least, most);
    }

    @Test
    void aTelephoneDelaysNothing() {
        float[] click = new float[4_800];
        click[2_400] = 1;
        float[] heard =
                new Telephone().apply(new AudioClip(click, Sounds.RATE_HZ), "a").samples();
        int loudest = 0;
        for (int i = 0; i < heard.length; i++) {
            loudest = Math.abs(heard[i]) > Math.abs(heard[loudest]) ? i : loudest;
        }
        assertThat(loudest).isEqualTo(400);
    }

    @Test
    void whatComesOverATelephoneIsOfMuLaw() {
        for (float sample : new Telephone().apply(VOICE, "a").samples()) {
            assertThat(MuLaw.decode(MuLaw.encode(sample))).isEqualTo(sample);
        }
    }

    // ---- MP3 --------------------------------------------------------------------------------------------------------

    @Test
    void mp3KeepsLengthAndSoundButNotTheSamples() throws Exception {
        assumeTrue(Mp3.isPossible(), "ffmpeg with libmp3lame is missing: Debian has it in the package ffmpeg");
        SplittableRandom random = new SplittableRandom(8);
        float[] samples = VOICE.samples();
        for (int i = 0; i < samples.length; i++) {
            samples[i] += (float) random.nextDouble(-0.003, 0.003);
        }
        AudioClip heard = new Mp3(64).apply(new AudioClip(samples, Sounds.RATE_HZ), "a");
        assertThat(heard.sampleRateHz()).isEqualTo(Sounds.RATE_HZ);
        assertThat(heard.length()).isEqualTo(samples.length);
        float[] lost = difference(heard.samples(), samples);
        assertThat(Sounds.decibels(Sounds.power(samples, 0, samples.length) / Sounds.power(lost, 0, lost.length)))
                .isBetween(10.0, 50.0); // what 64 kbit/s cost; a shift by one sample would leave less
    }
}
