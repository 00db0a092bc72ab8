package io.intona.audio;

import static io.intona.audio.WavBytes.FLOAT_GUID;
import static io.intona.audio.WavBytes.PCM_GUID;
import static io.intona.audio.WavBytes.raw;
import static io.intona.audio.WavBytes.riff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadWavTest {
    private static final AudioLimits DEFAULT = AudioLimits.DEFAULT;

    static Stream<Arguments> malformed() {
        return Stream.of(
                row("empty", raw(""), "byte 0: an empty file, expected WAV"),
                row(
                        "text",
                        raw("48656C6C6F20776F726C64"),
                        "byte 0: 48 65 6C 6C 6F 20 77 6F \"Hello wo\", expected WAV"),
                row("nearly RIFF", raw("52494658"), "byte 0: 52 49 46 58 \"RIFX\", expected WAV"),
                row("ends in header", raw("52494646FF"), "byte 5: end of file, expected 7 more bytes of a RIFF header"),
                row("film", raw("524946460000000041564920"), "byte 8: \"AVI \", expected \"WAVE\""),
                row("no chunks", riff(), "byte 12: end of file, expected a data chunk"),
                row("no data", mono16().chunk("LIST", "0000"), "byte 46: end of file, expected a data chunk"),
                row("half a chunk header", mono16().hex("646174"), "byte 36: 3 bytes, expected a chunk header of 8"),
                row(
                        "chunk beyond the end",
                        mono16().chunk("LIST", 5_000, "00000000"),
                        "byte 40: chunk \"LIST\" of 5000 bytes, expected no more than the 4 that follow"),
                row(
                        "largest chunk beyond the end",
                        mono16().chunk("a\0b\u00ff", 0xffff_ffffL, "00"),
                        "byte 40: chunk \"a.b.\" of 4294967295 bytes, expected no more than the 1 that follow"),
                row(
                        "fmt beyond the end",
                        riff().text("fmt ").u32(40).fields(1, 1, 48_000, 2, 16).chunk("data", "0000"),
                        "byte 16: chunk \"fmt \" of 40 bytes, expected no more than the 26 that follow"),
                row("no fmt", riff().chunk("data", "0000"), "byte 12: data chunk, expected a fmt chunk before it"),
                row(
                        "fmt after data",
                        riff().chunk("data", "0000").fmt(1, 1, 48_000, 2, 16),
                        "byte 12: data chunk, expected a fmt chunk before it"),
                row(
                        "two fmts",
                        mono16().fmt(1, 2, 48_000, 4, 16).chunk("data", "00000000"),
                        "byte 36: a second fmt chunk, expected one"),
                row(
                        "short fmt",
                        riff().chunk("fmt ", "0100010080BB0000007701000200").chunk("data", "0000"),
                        "byte 16: fmt chunk of 14 bytes, expected at least 16"),
                row(
                        "fmt cut",
                        riff().text("fmt ").u32(16).u16(1),
                        "byte 22: end of file, expected 14 more bytes of the fmt chunk"),
                row(
                        "MP3 inside",
                        one(0x55, 1, 48_000, 1, 16),
                        "byte 20: format 0x0055, expected 1 (integers), 3 (floats) or 0xFFFE (extensible)"),
                row(
                        "A-law inside",
                        one(6, 1, 8_000, 1, 8),
                        "byte 20: format 0x0006, expected 1 (integers), 3 (floats) or 0xFFFE (extensible)"),
                row("no channels", one(1, 0, 48_000, 2, 16), "byte 22: 0 channels, expected 1 to 65535"),
                row("no channels, no frame", one(1, 0, 48_000, 0, 16), "byte 22: 0 channels, expected 1 to 65535"),
                row("no rate", one(1, 1, 0, 2, 16), "byte 24: sample rate 0 Hz, expected 1000 to 768000"),
                row(
                        "absurd rate",
                        one(1, 1, 0xffff_ffffL, 2, 16),
                        "byte 24: sample rate 4294967295 Hz, expected 1000 to 768000"),
                row("12 bits", one(1, 1, 48_000, 2, 12), "byte 34: 12 bits a sample, expected 8, 16, 24 or 32"),
                row("0 bits", one(1, 1, 48_000, 0, 0), "byte 34: 0 bits a sample, expected 8, 16, 24 or 32"),
                row("half floats", one(3, 1, 48_000, 2, 16), "byte 34: 16 bits a sample, expected 32 or 64 for floats"),
                row(
                        "block align",
                        one(1, 2, 48_000, 2, 16),
                        "byte 32: 2 bytes a frame, expected 4 for 2 channels of 16 bits"),
                row(
                        "short extensible fmt",
                        riff().text("fmt ")
                                .u32(18)
                                .fields(0xfffe, 1, 48_000, 2, 16)
                                .u16(0)
                                .chunk("data", "0000"),
                        "byte 16: extensible fmt chunk of 18 bytes, expected at least 40"),
                row(
                        "extension cut",
                        riff().text("fmt ")
                                .u32(40)
                                .fields(0xfffe, 1, 48_000, 2, 16)
                                .u16(22),
                        "byte 38: end of file, expected 22 more bytes of the fmt chunk's extension"),
                row(
                        "short extension",
                        riff().extensible(1, 2, 16, 21, 16, PCM_GUID).chunk("data", "0000"),
                        "byte 36: extension of 21 bytes, expected at least 22"),
                row(
                        "no valid bits",
                        riff().extensible(1, 2, 16, 22, 0, PCM_GUID).chunk("data", "0000"),
                        "byte 38: 0 valid bits a sample, expected 1 to its 16 bits"),
                row(
                        "too many valid bits",
                        riff().extensible(1, 2, 16, 22, 17, PCM_GUID).chunk("data", "0000"),
                        "byte 38: 17 valid bits a sample, expected 1 to its 16 bits"),
                row(
                        "sub-format ADPCM",
                        riff().extensible(1, 2, 16, 22, 16, "02" + PCM_GUID.substring(2))
                                .chunk("data", "0000"),
                        "byte 44: sub-format 0x0002, expected 1 (integers) or 3 (floats)"),
                row(
                        "ambisonic GUID",
                        riff().extensible(4, 8, 16, 22, 16, "010000002107D3118644C8C1CA000000")
                                .chunk("data", "00"),
                        "byte 46: sub-format GUID ending in 00002107D3118644C8C1CA000000,"
                                + " expected 000000001000800000AA00389B71"),
                row(
                        "extensible float of 24 bits",
                        riff().extensible(1, 3, 24, 22, 24, FLOAT_GUID).chunk("data", "000000"),
                        "byte 34: 24 bits a sample, expected 32 or 64 for floats"),
                row(
                        "half a frame",
                        mono16().chunk("data", "000000"),
                        "byte 40: 3 bytes of samples, expected a multiple of the 2 a frame"),
                row(
                        "truncated",
                        mono16().chunk("data", 200, "00000000"),
                        "byte 48: end of file, expected 196 more bytes of samples"),
                row(
                        "truncated inside a frame",
                        mono16().chunk("data", 200, "0000000000"),
                        "byte 49: end of file, expected 195 more bytes of samples"),
                row(
                        "truncated, nearly streaming",
                        mono16().chunk("data", 0xffff_fffeL, "00000000"),
                        "byte 48: end of file, expected 4294967290 more bytes of samples"),
                row(
                        "streamed, ends inside a frame",
                        mono16().chunk("data", 0xffff_ffffL, "000000"),
                        "byte 47: end of file 1 bytes into a frame, expected whole frames"),
                row("no samples", mono16().chunk("data", ""), "byte 44: no samples, expected at least one"),
                row(
                        "no samples, but other chunks",
                        mono16().chunk("data", "").chunk("LIST", "0102").chunk("id3 ", "010203"),
                        "byte 44: no samples, expected at least one"),
                row(
                        "no samples, but a chunk with its pad",
                        mono16().chunk("data", "").chunk("PEAK", "010203").hex("00"),
                        "byte 44: no samples, expected at least one"),
                row(
                        "not a number",
                        float32("000000000000C07F"),
                        "byte 48: sample NaN, expected a number from -1.0E10 to 1.0E10"),
                row(
                        "infinite",
                        float32("00000000000080FF"),
                        "byte 48: sample -Infinity, expected a number from -1.0E10 to 1.0E10"),
                row("absurd", float32("9976967E"), "byte 44: sample 1.0E38, expected a number from -1.0E10 to 1.0E10"),
                row(
                        "too large for a float",
                        riff().fmt(3, 1, 48_000, 8, 64).chunk("data", "9C7500883CE4377E"),
                        "byte 44: sample Infinity, expected a number from -1.0E10 to 1.0E10"),
                row(
                        "not a number, far in",
                        riff().fmt(3, 3, 48_000, 12, 32)
                                .chunk("data", "00000000".repeat(30_001) + "0000C07F" + "00000000".repeat(1)),
                        "byte 120048: sample NaN, expected a number from -1.0E10 to 1.0E10"),
                arguments(
                        "more bytes than allowed",
                        mono16().chunk("data", "000000000000"),
                        new AudioLimits(48, 1),
                        "byte 48: more bytes, expected at most 48"),
                arguments(
                        "more seconds than allowed",
                        mono16().chunk("data", "0000".repeat(481)),
                        new AudioLimits(10_000, 0.01),
                        "byte 1006: more than 480 samples at 48000 Hz, expected at most 0.01 seconds of sound"),
                arguments(
                        "more samples than allowed",
                        mono16().chunk("data", "0000".repeat(101)),
                        new AudioLimits(10_000, 0.01, 100),
                        "byte 246: more than 100 samples at 48000 Hz, expected at most 100"));
    }

    private static Arguments row(String name, WavBytes file, String message) {
        return arguments(name, file, DEFAULT, message);
    }

    private static WavBytes mono16() {
        return riff().fmt(1, 1, 48_000, 2, 16);
    }

    private static WavBytes one(int format, int channels, long rate, int frameBytes, int bits) {
        return riff().fmt(format, channels, rate, frameBytes, bits).chunk("data", "0000000000000000");
    }

    private static WavBytes float32(String hex) {
        return riff().fmt(3, 1, 48_000, 4, 32).chunk("data", hex);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void aMalformedFileIsRefusedWithTheByteWhereItGoesWrong(
            String name, WavBytes file, AudioLimits limits, String message) {
        assertThatThrownBy(() -> file.read(limits))
                .isInstanceOf(AudioFormatException.class)
                .hasMessage("a.wav: " + message);
    }

    @Test
    void aFileLargerThanAllowedIsRefusedBeforeItIsRead(@TempDir Path folder) throws Exception {
        Path file = Files.write(
                folder.resolve("a.wav"), mono16().chunk("data", "00000000").bytes());
        assertThatThrownBy(() -> AudioReader.read(file, new AudioLimits(47, 1)))
                .isInstanceOf(AudioFormatException.class)
                .hasMessage("a.wav: byte 0: a file of 48 bytes, expected at most 47");
    }

    @Test
    void aFileTooShortForOneFrameIsRefusedBeforeMemoryIsAskedForIt(@TempDir Path folder) throws Exception {
        byte[] bytes =
                riff().fmt(1, 65_535, 48_000, 65_535, 8).chunk("data", 0, "00").bytes();
        Path file = Files.write(folder.resolve("a.wav"), bytes);
        assertThatThrownBy(() -> AudioReader.read(file))
                .isInstanceOf(AudioFormatException.class)
                .hasMessage("a.wav: byte 44: 1 bytes of samples, expected at least the 65535 of a frame");
    }

    @Test
    void aFileWithoutSamplesIsToldAsAStreamWithoutSamples(@TempDir Path folder) throws Exception {
        Path file =
                Files.write(folder.resolve("a.wav"), mono16().chunk("data", "").bytes());
        assertThatThrownBy(() -> AudioReader.read(file))
                .isInstanceOf(AudioFormatException.class)
                .hasMessage("a.wav: byte 44: no samples, expected at least one");
    }

    @Test
    void theErrorHasItsPartsForProgramsThatShowItTheirOwnWay() {
        assertThatThrownBy(() -> one(1, 0, 48_000, 2, 16).read())
                .isInstanceOfSatisfying(AudioFormatException.class, error -> {
                    assertThat(error.file()).isEqualTo("a.wav");
                    assertThat(error.offset()).isEqualTo(22);
                    assertThat(error.found()).isEqualTo("0 channels");
                    assertThat(error.expected()).isEqualTo("1 to 65535");
                });
    }

    @Test
    void aMissingFileAndAFolderAreNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> AudioReader.read(folder.resolve("none.wav")))
                .hasMessage(folder.resolve("none.wav") + ": no such file");
        assertThatThrownBy(() -> AudioReader.read(folder)).hasMessage(folder + ": is a folder, expected a recording");
    }
}
