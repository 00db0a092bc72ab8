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

/**
 * Every row is {@code voice.ogg} with one thing wrong and checksums made right: a page with the identification, from byte 0;
 * one with tags and set-up, from byte 58; one with all the sound.
 */
class BadOggTest {
    static Stream<Arguments> malformed() {
        byte[] whole = good().bytes();
        int sound = good().offset(2);
        return Stream.of(
                row(
                        "no page behind the first",
                        Arrays.copyOf(whole, 58),
                        "byte 58: end of file, expected a page that ends the stream"),
                row("page's header cut", Arrays.copyOf(whole, 70), "byte 58: 12 bytes, expected a page's header of 27"),
                row(
                        "page's table cut",
                        Arrays.copyOf(whole, 90),
                        "byte 90: end of file, expected 9 more bytes of a page's table"),
                row(
                        "page cut",
                        Arrays.copyOf(whole, 200),
                        "byte 200: end of file, expected " + (sound - 200) + " more bytes of a page"),
                row("lost sync", good().set(1, 0, "4F676754"), "byte 58: no page, expected \"OggS\""),
                row("version of the future", good().set(1, 4, "01"), "byte 62: version 1 of Ogg, expected 0"),
                row(
                        "damaged page",
                        good().damage(1, 300),
                        "byte 58: a damaged page, expected one whose checksum holds"),
                row(
                        "damaged checksum",
                        good().damage(2, 22),
                        "byte " + sound + ": a damaged page, expected one whose checksum holds"),
                row("no first page", good().set(0, 5, "00"), "byte 0: a page of a stream under way, expected one"),
                row(
                        "two first pages",
                        good().set(1, 5, "02"),
                        "byte 58: another stream within the first, expected one"),
                row(
                        "page of another stream",
                        good().set(2, 14, "00"),
                        "byte " + (sound + 14) + ": a page of another stream, expected one stream"),
                row("page lost", good().without(1), "byte 76: page number 2, expected number 1"),
                row(
                        "rest of nothing",
                        good().set(2, 5, "05"),
                        "byte " + (sound + 5) + ": the rest of a packet, expected a new one"),
                row(
                        "no rest of a packet",
                        good().edit(1, BadOggTest::withoutEnd),
                        "byte " + (58 + withoutEnd(good().page(1)).length + 5)
                                + ": a new packet, expected the rest of the one before"),
                row(
                        "last page that ends within a packet",
                        good().edit(1, BadOggTest::withoutEnd).set(1, 5, "04"),
                        "byte 58: a last page that ends within a packet, expected whole packets"),
                row(
                        "no last page",
                        good().set(2, 5, "00"),
                        "byte " + whole.length + ": end of file, expected a page that ends the stream"),
                row(
                        "another stream",
                        good().add(good().page(0)),
                        "byte " + whole.length + ": another stream behind the first, expected one"),
                row(
                        "identification cut",
                        good().edit(0, page -> shorter(page, 26, 1)),
                        "byte 28: an identification of 29 bytes, expected 30"),
                row("version of Vorbis", good().set(0, 28 + 7, "01"), "byte 35: version 1 of Vorbis, expected 0"),
                row("no channels", good().set(0, 28 + 11, "00"), "byte 39: 0 channels, expected 1 to 65535"),
                row(
                        "no rate",
                        good().set(0, 28 + 12, "00000000"),
                        "byte 40: sample rate 0 Hz, expected 1000 to 768000"),
                row(
                        "blocks too short",
                        good().set(0, 28 + 28, "85"),
                        "byte 56: blocks of 32 and 256, expected 64 to 8192, the short first"),
                row(
                        "blocks too long",
                        good().set(0, 28 + 28, "E8"),
                        "byte 56: blocks of 256 and 16384, expected 64 to 8192, the short first"),
                row(
                        "long block first",
                        good().set(0, 28 + 28, "89"),
                        "byte 56: blocks of 512 and 256, expected 64 to 8192, the short first"),
                row(
                        "identification without end",
                        good().set(0, 28 + 29, "00"),
                        "byte 57: an identification without end, expected a last bit that is 1"),
                row(
                        "no tags",
                        good().set(1, TAGS, "04"),
                        "byte 58: another packet, expected the tags of a Vorbis stream"),
                row(
                        "no set-up",
                        good().set(1, setup(), "04"),
                        "byte 58: another packet, expected the set-up of a Vorbis stream"),
                row(
                        "no codebook",
                        good().set(1, setup() + 8, "43"),
                        "byte 58: a set-up with no codebook, expected codebook 0"),
                row(
                        "codebook without dimensions",
                        good().set(1, setup() + 11, "0000"),
                        "byte 58: a set-up with a codebook without dimensions, expected at least 1"),
                row(
                        "codebook without entries",
                        good().set(1, setup() + 13, "000000"),
                        "byte 58: a set-up with a codebook without entries, expected at least 1"),
                row(
                        "codebook beyond any memory",
                        good().set(1, setup() + 11, "FFFFFFFFFF"),
                        "byte 58: a set-up with codebooks of 1099494785025 values, expected at most 4194304"),
                row(
                        "codebook longer than the packet",
                        good().set(1, setup() + 13, "FF0F00"),
                        "byte 58: a set-up with too few bytes, expected all that it refers to"),
                row(
                        "set-up without end",
                        good().edit(1, page -> shorter(page, 27 + 13, 1)),
                        "byte 58: a set-up with too few bytes, expected all that it refers to"),
                row(
                        "packet of no sound",
                        good().edit(2, page -> with(page, 27 + page[26], 1)),
                        "byte " + sound + ": a packet that cannot be decoded, expected one that can"),
                row(
                        "more sound promised",
                        good().set(2, 6, "0033"),
                        "byte " + sound + ": end of sound after 12928 samples, expected 13056"),
                arguments(
                        "more seconds than allowed",
                        whole,
                        new AudioLimits(1 << 20, 0.1),
                        "byte " + whole.length
                                + ": more than 1600 samples at 16000 Hz, expected at most 0.1 seconds of sound"));
    }

    /** Where the tags begin on page 1, behind its header and a table of 14 segments. */
    private static final int TAGS = 27 + 14;

    /** Where the set-up begins on page 1: the tags have the first segment. */
    private static int setup() {
        return TAGS + (good().page(1)[27] & 0xff);
    }

    private static OggBytes good() {
        return OggBytes.of("voice.ogg");
    }

    private static byte[] with(byte[] page, int at, int value) {
        page[at] = (byte) value;
        return page;
    }

    /** Without the last segment of less than 255 bytes, so that the last packet goes on. */
    private static byte[] withoutEnd(byte[] page) {
        int segments = page[26] & 0xff;
        int last = page[26 + segments] & 0xff;
        byte[] shorter = new byte[page.length - last - 1];
        System.arraycopy(page, 0, shorter, 0, 26 + segments);
        System.arraycopy(page, 27 + segments, shorter, 26 + segments, shorter.length - 26 - segments);
        shorter[26]--;
        return shorter;
    }

    /** With one byte fewer in the segment whose length stands there, which is the last. */
    private static byte[] shorter(byte[] page, int table, int bytes) {
        int at = table == 26 ? 27 : table;
        page[at] -= (byte) bytes;
        return Arrays.copyOf(page, page.length - bytes);
    }

    private static Arguments row(String name, OggBytes file, String message) {
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
