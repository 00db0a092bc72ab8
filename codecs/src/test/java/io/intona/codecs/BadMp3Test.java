package io.intona.codecs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.intona.audio.AudioFormatException;
import io.intona.audio.AudioLimits;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row is {@code voice.mp3} with one thing wrong: a tag of 45 bytes, a frame that tells of 25 others, and those, all of
 * 216 bytes.
 */
class BadMp3Test {
    private static final int INFO = 45;
    private static final int FIRST = INFO + 216;
    private static final int SECOND = FIRST + 216;
    private static final int LAST = INFO + 25 * 216;

    static Stream<Arguments> malformed() {
        byte[] whole = FlacBytes.resource("voice.mp3");
        String noFrame = "no frame, expected the header of an MPEG layer III frame of told bit rate";
        String first = "576 samples, 1 channels at 16000 Hz";
        return Stream.of(
                row(
                        "tag cut in its header",
                        Arrays.copyOf(whole, 8),
                        "byte 8: end of file, expected 2 more bytes of an ID3 tag's header"),
                row(
                        "tag with a size that is none",
                        set(whole, 8, "80"),
                        "byte 8: a size with its high bits set, expected an ID3 tag's size, which has none"),
                row(
                        "tag beyond the end",
                        set(whole, 6, "7F"),
                        "byte 6: an ID3 tag of 266338339 bytes, expected no more than the 5651 that follow"),
                row("tag alone", Arrays.copyOf(whole, INFO), "byte 45: no frame, expected at least one"),
                row(
                        "tag and zeros",
                        Arrays.copyOf(set(whole, INFO, "00".repeat(55)), 100),
                        "byte 97: no frame, expected at least one"),
                row(
                        "tag and a piece of a frame",
                        Arrays.copyOf(whole, INFO + 3),
                        "byte 45: 3 bytes, expected a frame's header of 4"),
                row("tag and nonsense", set(whole, INFO, "01020304"), "byte 45: " + noFrame),
                row("lost sync", set(whole, SECOND, "FE"), "byte 477: " + noFrame),
                row("reserved version", set(whole, SECOND + 1, "EB"), "byte 477: " + noFrame),
                row("layer II", set(whole, SECOND + 1, "F5"), "byte 477: " + noFrame),
                row("free format", set(whole, SECOND + 2, "08"), "byte 477: " + noFrame),
                row("forbidden bit rate", set(whole, SECOND + 2, "F8"), "byte 477: " + noFrame),
                row("reserved sample rate", set(whole, SECOND + 2, "6C"), "byte 477: " + noFrame),
                row(
                        "stereo between mono",
                        set(whole, SECOND + 3, "04"),
                        "byte 477: a frame of 576 samples, 2 channels at 16000 Hz, expected " + first),
                row(
                        "another rate",
                        set(whole, SECOND + 2, "64"),
                        "byte 477: a frame of 576 samples, 1 channels at 24000 Hz, expected " + first),
                row(
                        "another version",
                        set(whole, SECOND + 1, "E3"),
                        "byte 477: a frame of 576 samples, 1 channels at 8000 Hz, expected " + first),
                row(
                        "zeros between frames",
                        set(whole, SECOND, "00000000"),
                        "byte 477: zeros, expected the header of an MPEG layer III frame of told bit rate"),
                row("nonsense behind the last frame", joined(whole, "0102030405"), "byte 5661: " + noFrame),
                row("piece of a header", joined(whole, "FFF3"), "byte 5661: 2 bytes, expected a frame's header of 4"),
                row(
                        "truncated",
                        Arrays.copyOf(whole, whole.length - 1),
                        "byte 5660: end of file, expected 1 more bytes of a frame"),
                row(
                        "truncated between frames",
                        Arrays.copyOf(whole, LAST),
                        "byte 5445: end of file after 24 frames, expected 25"),
                row(
                        "fewer frames promised",
                        set(whole, INFO + 4 + 9 + 8, "00000018"),
                        "byte 5445: more than 24 frames, expected no more"),
                row(
                        "no frame behind the first",
                        Arrays.copyOf(whole, FIRST),
                        "byte 261: no samples, expected at least one"),
                row(
                        "more values than a frame has",
                        set(whole, SECOND + 2 * 216 + 6, "04"),
                        "byte 909: a frame that cannot be decoded, expected one that can"),
                arguments(
                        "more seconds than allowed",
                        whole,
                        new AudioLimits(1 << 20, 0.1),
                        "byte 1341: more than 1600 samples at 16000 Hz, expected at most 0.1 seconds of sound"),
                arguments(
                        "more bytes than allowed",
                        whole,
                        new AudioLimits(5_000, 10),
                        "byte 5000: more bytes, expected at most 5000"));
    }

    private static byte[] set(byte[] file, int at, String hex) {
        byte[] copy = file.clone();
        byte[] bytes = HexFormat.of().parseHex(hex);
        System.arraycopy(bytes, 0, copy, at, bytes.length);
        return copy;
    }

    private static byte[] joined(byte[] file, String hex) {
        byte[] more = HexFormat.of().parseHex(hex);
        byte[] copy = Arrays.copyOf(file, file.length + more.length);
        System.arraycopy(more, 0, copy, file.length, more.length);
        return copy;
    }

    private static Arguments row(String name, byte[] file, String message) {
        return arguments(name, file, AudioLimits.DEFAULT, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void aMalformedFileIsRefusedWithTheByteWhereItGoesWrong(
            String name, byte[] file, AudioLimits limits, String message) {
        assertThatThrownBy(() -> FlacBytes.read(file, limits))
                .isInstanceOf(AudioFormatException.class)
                .hasMessage("a.flac: " + message);
    }
}
