package io.intona.codecs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.intona.audio.AudioFormatException;
import io.intona.audio.AudioLimits;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row is {@code mono-16.flac}, four frames of 576 samples at most and 2000 in all, with one thing wrong. */
class BadFlacTest {
    static Stream<Arguments> malformed() {
        byte[] whole = good().bytes();
        int second = 42 + good().frame(0).length;
        int last = whole.length - good().frame(3).length;
        return Stream.of(
                row(
                        "signature only",
                        Arrays.copyOf(whole, 4),
                        "byte 4: end of file, expected 4 more bytes of a metadata block's header"),
                row(
                        "STREAMINFO cut",
                        Arrays.copyOf(whole, 20),
                        "byte 20: end of file, expected 22 more bytes of STREAMINFO"),
                row(
                        "tags first",
                        good().metadata(4, "84"),
                        "byte 4: metadata block of type 4, expected STREAMINFO, which is 0"),
                row("STREAMINFO too long", good().metadata(7, "23"), "byte 5: STREAMINFO of 35 bytes, expected 34"),
                row("second STREAMINFO", good().block("80000000"), "byte 42: a second STREAMINFO, expected one"),
                row(
                        "forbidden metadata",
                        good().block("FF000000"),
                        "byte 42: metadata block of type 127, expected 0 to 126"),
                row(
                        "metadata beyond the end",
                        good().withoutFrames().block("84FFFFFF00"),
                        "byte 43: metadata block of 16777215 bytes, expected no more than the 1 that follow"),
                row(
                        "metadata goes on",
                        good().withoutFrames().block("04000000"),
                        "byte 46: end of file, expected 4 more bytes of a metadata block's header"),
                row(
                        "blocks of no samples",
                        good().metadata(8, "0000"),
                        "byte 8: blocks of 0 to 576 samples, expected at least 16 and the smallest first"),
                row(
                        "largest block smallest",
                        good().metadata(8, "02410240"),
                        "byte 8: blocks of 577 to 576 samples, expected at least 16 and the smallest first"),
                row("no rate", good().metadata(18, "000000"), "byte 18: sample rate 0 Hz, expected 1000 to 768000"),
                row("12 bits", good().metadata(20, "00B0"), "byte 20: 12 bits a sample, expected 8, 16 or 24"),
                row("32 bits", good().metadata(20, "01F0"), "byte 20: 32 bits a sample, expected 8, 16 or 24"),
                row("no frames", good().withoutFrames(), "byte 42: end of file after 0 samples, expected 2000"),
                row(
                        "no frames promised",
                        good().withoutFrames().metadata(21, "F0" + "00".repeat(20)),
                        "byte 42: no samples, expected at least one"),
                row(
                        "nonsense for a frame",
                        good().insert(0, "000102030405"),
                        "byte 42: no frame, expected the sync code FF F8 or FF F9"),
                row(
                        "nonsense between frames",
                        good().insert(1, "0102030405"),
                        "byte 42: a damaged or incomplete frame, expected one whose checksum holds"),
                row(
                        "nonsense at the end",
                        good().insert(4, "0102030405"),
                        "byte " + last + ": a damaged or incomplete frame, expected one whose checksum holds"),
                row(
                        "damaged header",
                        good().damage(1, 4, 1),
                        "byte " + second + ": a damaged frame header, expected one whose checksum holds"),
                row(
                        "reserved block size",
                        good().forge(1, 2, 0x0a),
                        "byte " + second + ": a damaged frame header, expected one whose checksum holds"),
                row(
                        "forbidden rate",
                        good().forge(1, 2, 0x2f),
                        "byte " + second + ": a damaged frame header, expected one whose checksum holds"),
                row(
                        "reserved channels",
                        good().forge(1, 3, 0xb8),
                        "byte " + second + ": a damaged frame header, expected one whose checksum holds"),
                row(
                        "reserved bits",
                        good().forge(1, 3, 0x06),
                        "byte " + second + ": a damaged frame header, expected one whose checksum holds"),
                row(
                        "reserved bit set",
                        good().forge(1, 3, 0x09),
                        "byte " + second + ": a damaged frame header, expected one whose checksum holds"),
                row(
                        "number that cannot start so",
                        good().forge(1, 4, 0x80),
                        "byte " + second + ": a damaged frame header, expected one whose checksum holds"),
                row(
                        "header cut",
                        Arrays.copyOf(whole, second + 5),
                        "byte " + second + ": a damaged frame header, expected one whose checksum holds"),
                row("frame lost", good().withoutFrame(1), "byte " + second + ": frame number 2, expected number 1"),
                row("first frame lost", good().withoutFrame(0), "byte 42: frame number 1, expected number 0"),
                row(
                        "frame larger than promised",
                        good().metadata(8, "00100010"),
                        "byte 42: a frame of 576 samples, expected at most 16"),
                row("stereo frame", good().forge(1, 3, 0x18), "byte " + second + ": a frame of 2 channels, expected 1"),
                row(
                        "frame of 24 bits",
                        good().forge(1, 3, 0x0c),
                        "byte " + second + ": a frame of 24 bits a sample, expected 16"),
                row(
                        "frame at another rate",
                        good().forge(1, 2, 0x29),
                        "byte " + second + ": a frame at 44100 Hz, expected 48000 Hz"),
                row(
                        "damaged samples",
                        good().damage(1, 50, 0x10),
                        "byte " + second + ": a damaged or incomplete frame, expected one whose checksum holds"),
                row(
                        "truncated",
                        Arrays.copyOf(whole, whole.length - 1),
                        "byte " + last + ": a damaged or incomplete frame, expected one whose checksum holds"),
                row(
                        "truncated between frames",
                        Arrays.copyOf(whole, last),
                        "byte " + last + ": end of file after 1728 samples, expected 2000"),
                row(
                        "more samples than promised",
                        good().metadata(21, "F0000006C0"),
                        "byte " + last + ": more than 1728 samples, expected no more"),
                row(
                        "fewer samples than promised",
                        good().metadata(21, "F0000007D1"),
                        "byte " + whole.length + ": end of file after 2000 samples, expected 2001"),
                row(
                        "reserved kind of prediction",
                        good().forge(1, 6, 0x20),
                        "byte " + second + ": a frame that cannot be decoded, expected one that can"),
                row(
                        "other samples than promised",
                        good().metadata(26, "00112233445566778899AABBCCDDEEFF"),
                        "byte 26: MD5 00112233445566778899aabbccddeeff,"
                                + " expected 03870a6e0ba966a5670a3616f1de0047 as the samples have"),
                arguments(
                        "more seconds than allowed",
                        whole,
                        new AudioLimits(1 << 20, 0.024),
                        "byte " + whole.length
                                + ": more than 1152 samples at 48000 Hz, expected at most 0.024 seconds of sound"));
    }

    private static FlacBytes good() {
        return FlacBytes.of("mono-16.flac");
    }

    private static Arguments row(String name, FlacBytes file, String message) {
        return row(name, file.bytes(), message);
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
