package io.intona.codecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intona.audio.AudioFormatException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row is the smallest set-up there can be, in the place of that of {@code voice.ogg}, with one thing wrong. */
class BadVorbisSetupTest {
    /** A number of some bits. */
    private record Field(String name, int value, int bits) {}

    /** A set-up as a list of numbers with names. */
    private static final class Draft {
        final List<Field> fields = new ArrayList<>();
        int channels = 1;

        Draft() {
            add("books", 0, 8)
                    .add("sync", 0x564342, 24)
                    .add("dimensions", 1, 16)
                    .add("entries", 2, 24);
            add("ordered", 0, 1).add("sparse", 0, 1).add("words", 0, 10).add("values", 0, 4);
            add("times", 0, 6).add("time", 0, 16);
            add("floors", 0, 6).add("floor", 1, 16).add("partitions", 0, 5).add("range", 0, 6);
            add("residues", 0, 6)
                    .add("residue", 0, 16)
                    .add("begin", 0, 24)
                    .add("end", 0, 24)
                    .add("grouping", 0, 24);
            add("classes", 0, 6).add("class book", 0, 8).add("stages", 0, 4);
            add("mappings", 0, 6)
                    .add("mapping", 0, 16)
                    .add("submaps", 0, 1)
                    .add("coupling", 0, 1)
                    .add("reserved", 0, 2);
            add("submap", 0, 8).add("its floor", 0, 8).add("its residue", 0, 8);
            add("modes", 0, 6).add("mode", 0, 33).add("its mapping", 0, 8).add("last", 1, 1);
        }

        private Draft add(String name, int value, int bits) {
            fields.add(new Field(name, value, bits));
            return this;
        }

        private int at(String name) {
            for (int i = 0; i < fields.size(); i++) {
                if (fields.get(i).name().equals(name)) {
                    return i;
                }
            }
            throw new IllegalArgumentException(name);
        }

        Draft set(String name, int value) {
            int at = at(name);
            fields.set(at, new Field(name, value, fields.get(at).bits()));
            return this;
        }

        /** Numbers behind a named one, each followed by its bits. */
        Draft behind(String name, int... valuesAndBits) {
            for (int i = valuesAndBits.length - 2; i >= 0; i -= 2) {
                fields.add(at(name) + 1, new Field("", valuesAndBits[i], valuesAndBits[i + 1]));
            }
            return this;
        }

        Draft without(String name) {
            fields.remove(at(name));
            return this;
        }

        byte[] packet() {
            ByteArrayOutputStream packet = new ByteArrayOutputStream();
            packet.writeBytes("\5vorbis".getBytes(StandardCharsets.US_ASCII));
            int bit = 0;
            int current = 0;
            for (Field field : fields) {
                for (int i = 0; i < field.bits(); i++) {
                    current |= (i < 32 ? field.value() >> i & 1 : 0) << bit++;
                    if (bit == 8) {
                        packet.write(current);
                        bit = 0;
                        current = 0;
                    }
                }
            }
            packet.write(current);
            return packet.toByteArray();
        }

        byte[] file() {
            byte[] tags = "\3vorbis\0\0\0\0\0\0\0\0\1".getBytes(StandardCharsets.US_ASCII);
            return OggBytes.of("voice.ogg")
                    .set(0, 28 + 11, String.format("%02x", channels))
                    .edit(1, page -> page(page, tags, packet()))
                    .bytes();
        }
    }

    /** The header of a page with other packets. */
    private static byte[] page(byte[] header, byte[]... packets) {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            for (int left = packet.length; left >= 0; left -= 255) {
                table.write(Math.min(left, 255));
            }
            content.writeBytes(packet);
        }
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        page.writeBytes(Arrays.copyOf(header, 26));
        page.write(table.size());
        page.writeBytes(table.toByteArray());
        page.writeBytes(content.toByteArray());
        return page.toByteArray();
    }

    private static Arguments row(String sentence, Consumer<Draft> change) {
        return Arguments.of(sentence, change);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                row("no codebook, expected codebook 0", draft -> draft.set("sync", 0x564343)),
                row("a codebook without dimensions, expected at least 1", draft -> draft.set("dimensions", 0)),
                row("a codebook without entries, expected at least 1", draft -> draft.set("entries", 0)),
                row(
                        "codebooks of 33554432 values, expected at most 4194304",
                        draft -> draft.set("dimensions", 1024).set("entries", 32_768)),
                row(
                        "a codeword of 33 bits, expected at most 32",
                        draft -> draft.set("ordered", 1)
                                .without("sparse")
                                .without("words")
                                .behind("ordered", 31, 5, 0, 2)),
                row(
                        "more codewords than entries, expected as many",
                        draft -> draft.set("ordered", 1)
                                .without("sparse")
                                .without("words")
                                .behind("ordered", 0, 5, 3, 2)),
                row("codebook values of kind 3, expected 0 to 2", draft -> draft.set("values", 3)),
                row("a time transform, expected none", draft -> draft.set("time", 1)),
                row("a floor of kind 2, expected 0 or 1", draft -> draft.set("floor", 2)),
                row(
                        "a floor without order, rate or map, expected all three",
                        draft -> draft.set("floor", 0).behind("floor", 0, 8, 1, 16, 1, 16)),
                row(
                        "a floor without order, rate or map, expected all three",
                        draft -> draft.set("floor", 0).behind("floor", 1, 8, 0, 16, 1, 16)),
                row(
                        "a floor without order, rate or map, expected all three",
                        draft -> draft.set("floor", 0).behind("floor", 1, 8, 1, 16, 0, 16)),
                row(
                        "codebook 5, expected one of 1",
                        draft -> draft.set("floor", 0).behind("floor", 1, 8, 1, 16, 1, 16, 0, 14, 0, 4, 5, 8)),
                row(
                        "codebook 7, expected one of 1",
                        draft -> draft.set("partitions", 1).behind("partitions", 0, 4, 0, 3, 1, 2, 7, 8)),
                row(
                        "codebook 8, expected one of 1",
                        draft -> draft.set("partitions", 1).behind("partitions", 0, 4, 0, 3, 0, 2, 9, 8)),
                row("a residue of kind 3, expected 0 to 2", draft -> draft.set("residue", 3)),
                row("a residue from 0 to 513, expected inside of 0 to 512", draft -> draft.set("end", 513)),
                row(
                        "a residue from 2 to 1, expected inside of 0 to 512",
                        draft -> draft.set("begin", 2).set("end", 1)),
                row("codebook 4, expected one of 1", draft -> draft.set("class book", 4)),
                row(
                        "2 classes of residue, expected no more than their codebook has words for",
                        draft -> draft.set("dimensions", 2).set("classes", 1)),
                row(
                        "64 classes of residue, expected no more than their codebook has words for",
                        draft -> draft.set("dimensions", 3)
                                .set("entries", 1 << 18)
                                .set("sparse", 1)
                                .without("words")
                                .behind("sparse", 0, 1 << 18)
                                .set("classes", 63)),
                row(
                        "codebook 3, expected one of 1",
                        draft -> draft.set("stages", 1).behind("stages", 3, 8)),
                row("an unknown mapping, expected kind 0", draft -> draft.set("mapping", 1)),
                row("3 coupled channels, expected 1, 2 or 4, or channels that are not coupled", draft -> {
                    draft.channels = 3;
                    draft.set("coupling", 1).behind("coupling", 0, 8);
                }),
                row("a floor or residue that is not there, expected one that is", draft -> draft.set("its floor", 1)),
                row("a floor or residue that is not there, expected one that is", draft -> draft.set("its residue", 1)),
                row("mapping 1, expected one of 1", draft -> draft.set("its mapping", 1)),
                row(
                        "modes with 80 tables, expected at most 64",
                        draft -> draft.set("submaps", 1)
                                .behind("submaps", 15, 4)
                                .behind("reserved", 0, 4)
                                .behind("its residue", 0, 15 * 24)
                                .set("modes", 4)
                                .behind("its mapping", 0, 4 * 41)),
                row("no end, expected a last bit that is 1", draft -> draft.set("last", 0)),
                row("too few bytes, expected all that it refers to", draft -> draft.set("entries", 4096)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void aSetUpThatTheDecoderCouldNotBearIsRefused(String sentence, Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        assertThatThrownBy(() -> FlacBytes.read(draft.file()))
                .isInstanceOf(AudioFormatException.class)
                .hasMessage("a.flac: byte 58: a set-up with " + sentence);
    }

    @Test
    void theSmallestSetUpIsNotRefused() {
        assertThatThrownBy(() -> FlacBytes.read(new Draft().file()))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("set-up"));
    }
}
