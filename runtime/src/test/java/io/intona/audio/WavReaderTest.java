package io.intona.audio;

import static io.intona.audio.WavBytes.FLOAT_GUID;
import static io.intona.audio.WavBytes.PCM_GUID;
import static io.intona.audio.WavBytes.riff;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavReaderTest {
    /** The samples of every recording among the resources, see the README there. */
    private static float[] signal() throws IOException {
        try (InputStream stream = resource("signal-s16le.raw")) {
            ByteBuffer bytes = ByteBuffer.wrap(stream.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            float[] signal = new float[bytes.capacity() / 2];
            for (int i = 0; i < signal.length; i++) {
                signal[i] = bytes.getShort(2 * i) / 32_768f;
            }
            return signal;
        }
    }

    private static InputStream resource(String name) {
        return WavReaderTest.class.getResourceAsStream(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sox-s16.wav",
                "sox-s24.wav",
                "sox-s32.wav",
                "sox-f32.wav",
                "sox-f64.wav",
                "sox-pipe-s16.wav",
                "ffmpeg-s16.wav",
                "ffmpeg-s24.wav",
                "ffmpeg-s32.wav",
                "ffmpeg-f32.wav",
                "ffmpeg-f64.wav",
                "ffmpeg-pipe-s16.wav",
                "ffmpeg-stereo-s16.wav",
                "ffmpeg-5.1-s16.wav"
            })
    void filesOfOtherProgramsHoldTheSamplesTheyWereMadeFrom(String name) throws IOException {
        try (InputStream stream = resource(name)) {
            AudioClip clip = AudioReader.read(stream, name, AudioLimits.DEFAULT);
            assertThat(clip.sampleRateHz()).isEqualTo(48_000);
            assertThat(clip.samples()).containsExactly(signal());
        }
    }

    static Stream<Arguments> encodings() {
        float[] eighth = {-1, 0, 127 / 128f};
        float[] sixteenth = {-1, 0, 32_767 / 32_768f};
        float[] twentyFourth = {-1, 0, 8_388_607 / 8_388_608f};
        float[] floats = {-1, 0.5f, (float) 1e-3};
        return Stream.of(
                Arguments.of("8 bits", riff().fmt(1, 1, 8_000, 1, 8).chunk("data", "0080FF"), eighth),
                Arguments.of("16 bits", riff().fmt(1, 1, 8_000, 2, 16).chunk("data", "00800000FF7F"), sixteenth),
                Arguments.of(
                        "24 bits", riff().fmt(1, 1, 8_000, 3, 24).chunk("data", "000080000000FFFF7F"), twentyFourth),
                Arguments.of(
                        "32 bits",
                        riff().fmt(1, 1, 8_000, 4, 32).chunk("data", "0000008000000000FFFFFF7F"),
                        new float[] {-1, 0, 1}),
                Arguments.of(
                        "floats", riff().fmt(3, 1, 8_000, 4, 32).chunk("data", "000080BF0000003F6F12833A"), floats),
                Arguments.of(
                        "long floats",
                        riff().fmt(3, 1, 8_000, 8, 64)
                                .chunk("data", "000000000000F0BF000000000000E03FFCA9F1D24D62503F"),
                        floats),
                Arguments.of(
                        "20 valid of 24 bits",
                        riff().extensible(1, 3, 24, 22, 20, PCM_GUID).chunk("data", "000080000000F0FF7F"),
                        new float[] {-1, 0, 8_388_592 / 8_388_608f}),
                Arguments.of(
                        "extensible floats",
                        riff().extensible(1, 4, 32, 22, 32, FLOAT_GUID).chunk("data", "000080BF0000003F6F12833A"),
                        floats));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void everyEncodingIsScaledToOne(String name, WavBytes file, float[] samples) throws IOException {
        assertThat(file.read().samples()).containsExactly(samples);
    }

    static Stream<Arguments> oddities() {
        WavBytes longRiff = riff().fmt(1, 1, 8_000, 2, 16);
        return Stream.of(
                Arguments.of("size 0", longRiff.chunk("data", 0, "00400080")),
                Arguments.of("size unknown", riff().fmt(1, 1, 8_000, 2, 16).chunk("data", 0xffff_ffffL, "00400080")),
                Arguments.of("SoX's pipe", riff().fmt(1, 1, 8_000, 2, 16).chunk("data", 0x7fff_f000L, "00400080")),
                Arguments.of(
                        "odd chunk with its pad",
                        riff().chunk("junk", "010203")
                                .hex("00")
                                .fmt(1, 1, 8_000, 2, 16)
                                .chunk("data", "00400080")),
                Arguments.of(
                        "chunk between",
                        riff().fmt(1, 1, 8_000, 2, 16).chunk("LIST", "01020304").chunk("data", "00400080")),
                Arguments.of(
                        "chunk after, cut",
                        riff().fmt(1, 1, 8_000, 2, 16).chunk("data", "00400080").chunk("LIST", 9_999, "01")),
                Arguments.of(
                        "fmt of 18 bytes",
                        riff().text("fmt ")
                                .u32(18)
                                .fields(1, 1, 8_000, 2, 16)
                                .u16(0)
                                .chunk("data", "00400080")),
                Arguments.of(
                        "fmt of 19 bytes with its pad",
                        riff().text("fmt ")
                                .u32(19)
                                .fields(1, 1, 8_000, 2, 16)
                                .hex("01000000")
                                .chunk("data", "00400080")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddities")
    void odditiesOfRealFilesAreRead(String name, WavBytes file) throws IOException {
        assertThat(file.read()).isEqualTo(new AudioClip(new float[] {0.5f, -1}, 8_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 0x7fff_ffff, -1})
    void theSizeAfterRiffIsNotBelieved(int size) throws IOException {
        byte[] bytes = riff().fmt(1, 1, 8_000, 2, 16).chunk("data", "00400080").bytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(4, size);
        AudioClip clip = AudioReader.read(new ByteArrayInputStream(bytes), "a.wav", AudioLimits.DEFAULT);
        assertThat(clip.samples()).containsExactly(0.5f, -1);
    }

    /** The size after "RIFF": never written, of the header alone, and one byte too small for what seems a chunk. */
    @ParameterizedTest
    @ValueSource(ints = {0, -1, 36, 45})
    void samplesOfAStreamMayLookLikeAChunk(int size) throws IOException {
        byte[] bytes = riff().fmt(1, 1, 8_000, 2, 16)
                .chunk("data", 0, "")
                .chunk("LIST", 2, "0040")
                .bytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(4, size);
        AudioClip clip = AudioReader.read(new ByteArrayInputStream(bytes), "a.wav", AudioLimits.DEFAULT);
        assertThat(clip.length()).isEqualTo(5);
        assertThat(clip.samples()[4]).isEqualTo(0.5f);
    }

    @Test
    void silenceIsNoChunk() throws IOException {
        AudioClip clip = riff().fmt(1, 1, 8_000, 2, 16)
                .chunk("data", 0, "0000000000000000")
                .read();
        assertThat(clip.samples()).containsExactly(0, 0, 0, 0);
    }

    @Test
    void twoChannelsBecomeHalfTheirSum() throws IOException {
        AudioClip clip = riff().fmt(1, 2, 8_000, 4, 16)
                .chunk("data", "0040" + "0020" + "FF7F" + "FF7F" + "0080" + "0100")
                .read();
        assertThat(clip.samples()).containsExactly(0.375f, 32_767 / 32_768f, -32_767 / 65_536f);
    }

    @Test
    void threeChannelsAreAddedInTheirOrderAndDividedByThreeInFloat() throws IOException {
        float[] frame = {0.1f, 0.7f, -1e-3f};
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(frame);
        AudioClip clip =
                riff().fmt(3, 3, 8_000, 12, 32).chunk("data", bytes.array()).read();
        float sum = frame[0] + frame[1];
        assertThat(clip.samples()).containsExactly((sum + frame[2]) / 3);
    }

    @Test
    void asManyChannelsAsAHeaderCanSayAreAveraged() throws IOException {
        AudioClip clip = riff().fmt(1, 65_535, 8_000, 65_535, 8)
                .chunk("data", "C0".repeat(65_535) + "00".repeat(65_535))
                .read();
        assertThat(clip.samples()).containsExactly(0.5f, -1);
    }

    @Test
    void aStreamThatGivesOneByteAtATimeIsRead() throws IOException {
        byte[] bytes = riff().fmt(1, 1, 8_000, 2, 16).chunk("data", "00400080").bytes();
        InputStream slow = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int count) {
                return super.read(buffer, offset, Math.min(1, count));
            }
        };
        assertThat(AudioReader.read(slow, "upload", AudioLimits.DEFAULT).samples())
                .containsExactly(0.5f, -1);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no named pipes in the file system")
    void aPipeIsReadAlthoughItHasNoSize(@TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        byte[] bytes = riff().fmt(1, 1, 8_000, 2, 16).chunk("data", "00400080").bytes();
        Thread writer = new Thread(() -> {
            try {
                Files.write(pipe, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.start();
        assertThat(AudioReader.read(pipe).samples()).containsExactly(0.5f, -1);
        writer.join();
    }

    @Test
    void aFileThatGrowsWhileItIsReadHasNothingLeftBeyondItsSize() throws IOException {
        InputStream grown = new ByteArrayInputStream(new byte[10]);
        AudioInput input = AudioInput.ofFile(grown, "a.wav", 4, AudioLimits.DEFAULT);
        input.readExactly(new byte[10], 0, 10, "samples");
        assertThat(input.bytesLeft()).isZero();
    }

    @Test
    void limitsAreInclusive(@TempDir Path folder) throws IOException {
        byte[] bytes = riff().fmt(1, 1, 8_000, 2, 16).chunk("data", "00400080").bytes();
        Path file = Files.write(folder.resolve("a.wav"), bytes);
        AudioLimits limits = new AudioLimits(bytes.length, 2 / 8_000.0);
        AudioClip expected = new AudioClip(new float[] {0.5f, -1}, 8_000);
        assertThat(AudioReader.read(file, limits)).isEqualTo(expected);
        assertThat(AudioReader.read(new ByteArrayInputStream(bytes), "a.wav", limits))
                .isEqualTo(expected);
    }
}
