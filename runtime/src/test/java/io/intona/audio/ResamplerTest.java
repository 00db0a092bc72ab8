package io.intona.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    @Test
    void aClipAtTheRightRateIsReturnedAsItIs() {
        AudioClip clip = noise(100, 4_000);
        assertThat(Resampler.resample(clip, 4_000)).isSameAs(clip);
    }

    @ParameterizedTest
    @CsvSource({
        "44100, 48000",
        "48000, 44100",
        "48000, 8000",
        "8000, 48000",
        "192000, 8000",
        "11025, 48000",
        "44101, 48000",
        "191999, 8000"
    })
    void chunksGiveTheBitsOfTheWhole(int fromHz, int toHz) {
        AudioClip clip = noise(9_011, fromHz);
        float[] whole = Resampler.resample(clip, toHz).samples();
        SplittableRandom random = new SplittableRandom(1);
        Resampler stream = new Resampler(fromHz, toHz);
        for (int longest : new int[] {1, 50, 9_000}) {
            float[] input = clip.samples();
            float[] output = new float[whole.length];
            int written = 0;
            int taken = 0;
            while (taken < input.length) {
                int count = Math.min(random.nextInt(0, longest + 1), input.length - taken);
                int expected = stream.pushLength(count);
                int got = stream.push(input, taken, count, output, written);
                if (got != expected) {
                    throw new AssertionError("wrote " + got + " instead of " + expected);
                }
                taken += count;
                written += expected;
            }
            assertThat(stream.finishLength()).isEqualTo(whole.length - written);
            assertThat(stream.finish(output, written)).isEqualTo(whole.length - written);
            assertThat(output).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @CsvSource({"44100, 48000", "48000, 44100", "8000, 192000", "192000, 8000", "11025, 48000", "44101, 48000"})
    void theLengthIsRoundedUpExactly(int fromHz, int toHz) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            long length = i < 100 ? i : random.nextLong(1L << 55);
            BigInteger[] exact = BigInteger.valueOf(length)
                    .multiply(BigInteger.valueOf(toHz))
                    .divideAndRemainder(BigInteger.valueOf(fromHz));
            long expected = exact[0].longValueExact() + exact[1].signum();
            assertThat(Resampler.outputLength(length, fromHz, toHz)).isEqualTo(expected);
            if (length < 100) {
                assertThat(Resampler.resample(noise((int) length, fromHz), toHz).length())
                        .isEqualTo((int) expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "44100, 48000, 441, 480",
        "48000, 8000, 600, 100",
        "8000, 192000, 50, 1200",
        "44101, 48000, 44101, 48000"
    })
    void anImpulseComesOutWhereItWentIn(int fromHz, int toHz, int at, int expected) {
        float[] impulse = new float[2 * at + 1];
        impulse[at] = 1;
        float[] output =
                Resampler.resample(new AudioClip(impulse, fromHz), toHz).samples();
        for (int i = 1; i < expected; i++) {
            assertThat(output[expected - i]).isCloseTo(output[expected + i], within(2e-7));
            assertThat(Math.abs(output[expected - i])).isLessThan(output[expected]);
        }
        float gain = Math.min(1, (float) toHz / fromHz);
        assertThat(output[expected]).isCloseTo(0.975f * gain, within(0.001));
    }

    @ParameterizedTest
    @CsvSource({"44100, 48000", "48000, 8000", "44101, 48000", "191999, 8000"})
    void aConstantStaysWhatItIs(int fromHz, int toHz) {
        float[] ones = new float[fromHz];
        Arrays.fill(ones, 1);
        float[] output = Resampler.resample(new AudioClip(ones, fromHz), toHz).samples();
        for (int i = toHz / 4; i < 3 * toHz / 4; i++) {
            assertThat(output[i]).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void nothingIsAllocatedOnceTheStreamRuns() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Resampler stream = new Resampler(44_100, 48_000);
        float[] input = noise(441, 44_100).samples();
        float[] output = new float[1_000];
        for (int i = 0; i < 100; i++) {
            stream.push(input, 0, input.length, output, 0);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            stream.push(input, 0, input.length, output, 0);
        }
        stream.finish(output, 0);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isZero();
    }

    /** Stored features carry the settings in their key: if these sums change, so must {@link Resampler#SETTINGS}. */
    @Test
    void theSettingsStandForTheseBits() {
        assertThat(Resampler.SETTINGS).isEqualTo("sinc-kaiser10-128-0.975-1024");
        assertThat(checksum(Resampler.resample(noise(5_000, 44_100), 48_000))).isEqualTo(2901647660L);
        assertThat(checksum(Resampler.resample(noise(5_000, 44_101), 48_000))).isEqualTo(2104362823L);
        assertThat(checksum(Resampler.resample(noise(5_000, 48_000), 8_000))).isEqualTo(2654009265L);
    }

    private static long checksum(AudioClip clip) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * clip.length());
        bytes.asFloatBuffer().put(clip.samples());
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }

    @Test
    void ratesOutsideTheRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Resampler.resample(noise(10, 7_999), 48_000))
                .withMessage("resampling from 7999 Hz, expected 8000 to 192000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Resampler.resample(noise(10, 192_001), 48_000))
                .withMessage("resampling from 192001 Hz, expected 8000 to 192000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Resampler.resample(noise(10, 48_000), 7_999))
                .withMessage("resampling to 7999 Hz, expected 8000 to 192000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resampler(48_000, 192_001))
                .withMessage("resampling to 192001 Hz, expected 8000 to 192000");
    }

    @Test
    void aClipThatWouldNotFitAnArrayIsRefused() {
        assertThat(Resampler.arrayLength(715_827_879, 16_000, 48_000)).isEqualTo(2_147_483_637);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Resampler.arrayLength(715_827_880, 16_000, 48_000))
                .withMessage(
                        "715827880 samples at 16000 Hz are 2147483640 at 48000 Hz," + " expected at most 2147483639");
    }

    @Test
    void aStreamThatFindsNoRoomSaysSoAndTakesNothing() {
        Resampler stream = new Resampler(8_000, 16_000);
        float[] input = new float[1_000];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.push(input, 0, 1_000, new float[1_000], 0))
                .withMessage("room for 1000 samples at 0, expected 1744");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.push(input, 0, 1_000, new float[3_000], -1))
                .withMessage("room for 3001 samples at -1, expected 1744");
        assertThat(stream.push(input, 0, 1_000, new float[1_744], 0)).isEqualTo(1_744);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.finish(new float[200], 100))
                .withMessage("room for 100 samples at 100, expected 256");
        assertThat(stream.finish(new float[256], 0)).isEqualTo(256);
    }

    private static AudioClip noise(int length, int sampleRateHz) {
        SplittableRandom random = new SplittableRandom(3);
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) random.nextDouble(-1, 1);
        }
        return new AudioClip(samples, sampleRateHz);
    }

    private static Offset<Float> within(double distance) {
        return Offset.offset((float) distance);
    }
}
