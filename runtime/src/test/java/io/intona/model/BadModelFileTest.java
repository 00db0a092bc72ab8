package io.intona.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a model file can be wrong has its own sentence. The model: h4, v2, 5 features, 3 labels. */
class BadModelFileTest {
    @TempDir
    Path folder;

    /** A good file, taken apart so that a row can damage one thing. */
    private static final class Draft {
        String header;
        byte[] data;

        Draft() {
            byte[] file = ModelFile.container(TestModels.model("LSTM-h4-v2")).write();
            int headerBytes =
                    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt();
            header = new String(file, 8, headerBytes, StandardCharsets.UTF_8);
            data = Arrays.copyOfRange(file, 8 + headerBytes, file.length);
        }

        void replace(String old, String replacement) {
            assertThat(header).as("the row's target").containsOnlyOnce(old);
            header = header.replace(old, replacement);
        }

        /** Sets value {@code index} of a tensor. */
        void set(String tensor, int index, float value) {
            String entry = header.substring(header.indexOf('"' + tensor + '"'));
            String offsets = entry.substring(entry.indexOf("data_offsets\":[") + 15);
            int begin = Integer.parseInt(offsets.substring(0, offsets.indexOf(',')));
            ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putFloat(begin + 4 * index, value);
        }

        byte[] bytes() {
            byte[] text = header.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(8 + text.length + data.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(text.length)
                    .put(text)
                    .put(data)
                    .array();
        }
    }

    private static Arguments row(String what, String sentence, Consumer<Draft> damage) {
        return Arguments.of(what, sentence, damage);
    }

    private static Arguments replaced(String what, String sentence, String old, String replacement) {
        return row(what, sentence, draft -> draft.replace(old, replacement));
    }

    private static Arguments valued(String what, String sentence, String tensor, int index, float value) {
        return row(what, sentence, draft -> draft.set(tensor, index, value));
    }

    static Stream<Arguments> damagedFiles() {
        String bias = "\"norm.bias\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[752,768]}";
        return Stream.of(
                // the container's header
                replaced(
                        "a header that is not JSON",
                        "header (from byte 8): byte 0: found '<', expected a value",
                        "{\"__m",
                        "<\"__m"),
                row(
                        "a header that is no object",
                        "header (from byte 8): the text is an array, expected an object",
                        draft -> draft.header = "[]"),
                replaced("no table of strings", "header has no __metadata__", "\"__metadata__\":{", "\"norm\":{"),
                replaced(
                        "a table that is none",
                        "__metadata__ is an array, expected an object",
                        "\"__metadata__\":{",
                        "\"__metadata__\":[],\"norm\":{"),
                replaced(
                        "a number among the strings",
                        "__metadata__ intona is a number, expected a string",
                        "\"intona\":\"1\"",
                        "\"intona\":1"),
                // one tensor's entry
                replaced(
                        "an entry that is no object",
                        "tensor norm.bias is null, expected an object",
                        bias,
                        "\"norm.bias\":null"),
                replaced(
                        "an entry with more than is known",
                        "tensor norm.bias has an unknown field scale",
                        bias,
                        bias.replace("}", ",\"scale\":2}")),
                replaced("no dtype", "tensor norm.bias has no dtype", bias, bias.replace("\"dtype\":\"F32\",", "")),
                replaced(
                        "a dtype that is no string",
                        "tensor norm.bias: dtype is a number, expected a string",
                        bias,
                        bias.replace("\"F32\"", "32")),
                replaced(
                        "an unknown dtype",
                        "tensor norm.bias: dtype F64, expected F32",
                        bias,
                        bias.replace("F32", "F64")),
                replaced("no shape", "tensor norm.bias has no shape", bias, bias.replace("\"shape\":[4],", "")),
                replaced(
                        "a shape that is no array",
                        "tensor norm.bias: shape is a number, expected an array",
                        bias,
                        bias.replace("[4]", "4")),
                replaced(
                        "half a row",
                        "tensor norm.bias: shape has 4.5, expected a whole number below 2^31",
                        bias,
                        bias.replace("[4]", "[4.5]")),
                replaced(
                        "a negative size",
                        "tensor norm.bias: shape has -4, expected a whole number below 2^31",
                        bias,
                        bias.replace("[4]", "[-4]")),
                replaced(
                        "a size beyond any array",
                        "tensor norm.bias: shape has 2147483648, expected a whole number below 2^31",
                        bias,
                        bias.replace("[4]", "[2147483648]")),
                replaced(
                        "one offset",
                        "tensor norm.bias: data_offsets [752], expected two numbers",
                        bias,
                        bias.replace("752,768", "752")),
                replaced(
                        "an end beyond the file",
                        "tensor norm.bias: ends at 999999, but the file has 900 bytes behind its header; is the file complete?",
                        bias,
                        bias.replace("768", "999999")),
                replaced(
                        "offsets that do not fit the shape",
                        "tensor norm.bias: data_offsets [752, 764] hold 12 bytes, its shape [4] needs 16",
                        bias,
                        bias.replace("768", "764")),
                replaced(
                        "an end before the beginning",
                        "tensor norm.bias: data_offsets [768, 752] hold -16 bytes, its shape [4] needs 16",
                        bias,
                        bias.replace("752,768", "768,752")),
                replaced(
                        "a shape that would overflow",
                        "tensor norm.bias: data_offsets [752, 768] hold 16 bytes, its shape [2147483647, 2147483647, 4] needs 73786976226118730000",
                        bias,
                        bias.replace("[4]", "[2147483647,2147483647,4]")),
                // all tensors together
                replaced(
                        "overlapping tensors",
                        "tensor norm.bias: begins at 748, inside the tensor before it, which ends at 752",
                        bias,
                        bias.replace("752,768", "748,764")),
                row(
                        "a gap between tensors",
                        "tensor norm.running_var: begins at 848, expected 844, where the tensor before it ends",
                        draft -> {
                            draft.data = Arrays.copyOf(draft.data, draft.data.length + 4);
                            draft.replace("[844,860]", "[848,864]");
                            draft.replace("[860,880]", "[864,884]");
                            draft.replace("[880,900]", "[884,904]");
                        }),
                row(
                        "bytes behind the last tensor",
                        "the tensors end at 900, but the file has 901 bytes behind its header",
                        draft -> draft.data = Arrays.copyOf(draft.data, draft.data.length + 1)),
                // what the strings say
                replaced(
                        "no version",
                        "__metadata__ has no intona, expected a model written by Intona",
                        "\"intona\":\"1\",",
                        ""),
                replaced(
                        "a version of the future",
                        "the model file's version is 2, this program reads 1",
                        "\"intona\":\"1\"",
                        "\"intona\":\"2\""),
                replaced(
                        "no model's name",
                        "__metadata__ has no model, expected a model written by Intona",
                        "\"model\":\"LSTM-h4-v2\",",
                        ""),
                replaced(
                        "an unknown model",
                        "model 'GRU-h4' is unknown, expected such as LSTM-h64-v8, LSTM-h64-final or LSTM-h64-mean",
                        "LSTM-h4-v2",
                        "GRU-h4"),
                replaced(
                        "features that are not JSON",
                        "__metadata__ features: byte 0: found 'm', expected a value",
                        "\"features\":\"{",
                        "\"features\":\"mfcc5{"),
                replaced(
                        "features that are no object",
                        "features is a number, expected an object",
                        "\"features\":\"{",
                        "\"features\":\"5\",\"old\":\"{"),
                replaced(
                        "a feature setting of the future",
                        "features has an unknown field lifter",
                        "{\\\"name\\\"",
                        "{\\\"lifter\\\":22,\\\"name\\\""),
                replaced("no hop", "features has no hop", "\\\"hop\\\":100,", ""),
                replaced(
                        "a hop that is no number",
                        "features: hop has \"x\", expected a whole number below 2^31",
                        "\\\"hop\\\":100",
                        "\\\"hop\\\":\\\"x\\\""),
                replaced(
                        "a hop that cannot be",
                        "hop of 0 samples, expected 1 to the frame's 256",
                        "\\\"hop\\\":100",
                        "\\\"hop\\\":0"),
                replaced(
                        "an unknown rule for quiet bands",
                        "features: top_db 'on', expected clip or off",
                        "\\\"off\\\"",
                        "\\\"on\\\""),
                replaced(
                        "labels that are no array",
                        "labels is an object, expected an array",
                        "\"labels\":\"[",
                        "\"labels\":\"{}\",\"old\":\"["),
                replaced("a label that is no string", "label 1 is null, expected a string", "\\\"angry\\\"", "null"),
                replaced("a label that comes twice", "label calm comes twice", "\\\"angry\\\"", "\\\"calm\\\""),
                replaced("a blank label", "label 1 is blank, expected a name", "\\\"angry\\\"", "\\\" \\\""),
                replaced("a single label", "1 classes, expected 2 to 4096", ",\\\"angry\\\",\\\"très heureux\\\"", ""),
                replaced(
                        "fewer labels than outputs",
                        "tensor classifier.weight: shape [3, 4], expected [2, 4] for LSTM-h4-v2 with 5 features a frame and 2 labels",
                        ",\\\"très heureux\\\"",
                        ""),
                replaced(
                        "provenance that is no object",
                        "provenance is true, expected an object",
                        "\"provenance\":\"{",
                        "\"provenance\":\"true\",\"old\":\"{"),
                replaced(
                        "provenance that is no string",
                        "provenance: seed is a number, expected a string",
                        "\\\"seed\\\":\\\"7\\\"",
                        "\\\"seed\\\":7"),
                replaced(
                        "a temperature that is not JSON",
                        "__metadata__ temperature: byte 0: found 'h', expected a value",
                        "\"intona\":\"1\"",
                        "\"intona\":\"1\",\"temperature\":\"hot\""),
                replaced(
                        "a temperature that is no number",
                        "temperature is an array, expected a number",
                        "\"intona\":\"1\"",
                        "\"intona\":\"1\",\"temperature\":\"[1]\""),
                replaced(
                        "a temperature of absolute zero",
                        "temperature 0.0, expected 0.01 to 100.0",
                        "\"intona\":\"1\"",
                        "\"intona\":\"1\",\"temperature\":\"0\""),
                replaced(
                        "a temperature beyond measure",
                        "temperature 101.0, expected 0.01 to 100.0",
                        "\"intona\":\"1\"",
                        "\"intona\":\"1\",\"temperature\":\"101\""),
                replaced(
                        "a threshold that is no number",
                        "abstain_threshold is a string, expected a number",
                        "\"intona\":\"1\"",
                        "\"intona\":\"1\",\"abstain_threshold\":\"\\\"0.5\\\"\""),
                replaced(
                        "a threshold that nothing reaches",
                        "abstain_threshold 1.0, expected from 0 to below 1",
                        "\"intona\":\"1\"",
                        "\"intona\":\"1\",\"abstain_threshold\":\"1\""),
                replaced(
                        "a threshold below nothing",
                        "abstain_threshold -0.1, expected from 0 to below 1",
                        "\"intona\":\"1\"",
                        "\"intona\":\"1\",\"abstain_threshold\":\"-0.1\""),
                // the tensors against the architecture
                replaced(
                        "another model's name",
                        "tensor attention.vectors: shape [2, 4], expected [3, 4] for LSTM-h4-v3 with 5 features a frame and 3 labels",
                        "LSTM-h4-v2",
                        "LSTM-h4-v3"),
                replaced(
                        "a model without attention",
                        "tensor attention.vectors: LSTM-h4-mean has no such tensor",
                        "LSTM-h4-v2",
                        "LSTM-h4-mean"),
                replaced(
                        "a tensor of another name",
                        "no tensor norm.bias, which LSTM-h4-v2 has",
                        "\"norm.bias\"",
                        "\"norm.beta\""),
                // the numbers
                valued(
                        "not a number",
                        "tensor norm.weight: value 3 is NaN, expected a finite number",
                        "norm.weight",
                        3,
                        Float.NaN),
                valued(
                        "an infinite statistic",
                        "tensor norm.running_mean: value 0 is -Infinity, expected a finite number",
                        "norm.running_mean",
                        0,
                        Float.NEGATIVE_INFINITY),
                valued(
                        "a negative variance",
                        "tensor norm.running_var: value 2 is -0.5, expected 0 or more",
                        "norm.running_var",
                        2,
                        -0.5f),
                valued(
                        "a standard deviation of zero",
                        "standard deviation of coefficient 4 is 0.0, expected a finite number above 0",
                        "standardizer.standard_deviation",
                        4,
                        0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void damagedFiles(String what, String sentence, Consumer<Draft> damage) throws IOException {
        Draft draft = new Draft();
        damage.accept(draft);
        assertRefused(draft.bytes(), sentence);
    }

    @Test
    void aFileShorterThanItsFirstNumber() throws IOException {
        assertRefused(new byte[7], "the file has 7 bytes, expected a safetensors file of at least 8");
    }

    @Test
    void aHeaderLongerThanTheFile() throws IOException {
        byte[] whole = new Draft().bytes();
        int header = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt();
        assertRefused(
                Arrays.copyOf(whole, 100),
                "byte 0: a header of " + header + " bytes, but only 92 follow; is the file complete?");
    }

    @Test
    void aHeaderLongerThanAnyOfOurs() throws IOException {
        byte[] riff = Arrays.copyOf("RIFF$\0\0\0WAVEfmt ".getBytes(StandardCharsets.US_ASCII), 2 << 20);
        assertRefused(
                riff, "byte 0: a header of 155797834066 bytes, expected at most 1048576; is this a safetensors file?");
        byte[] negative = new byte[100];
        Arrays.fill(negative, 0, 8, (byte) -1);
        assertRefused(
                negative,
                "byte 0: a header of 18446744073709551615 bytes, expected at most 1048576; is this a safetensors file?");
    }

    @Test
    void aFileLargerThanAnyModelIsNotEvenRead() throws IOException {
        Path file = folder.resolve("huge.safetensors");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(EmotionModel.MAX_FILE_BYTES + 1);
        }
        assertThatExceptionOfType(ModelFileException.class)
                .isThrownBy(() -> EmotionModel.read(file))
                .withMessage(file + ": the file has 536870913 bytes, expected at most 536870912");
    }

    private void assertRefused(byte[] bytes, String sentence) throws IOException {
        Path file = folder.resolve("bad.safetensors");
        Files.write(file, bytes);
        assertThatExceptionOfType(ModelFileException.class)
                .isThrownBy(() -> EmotionModel.read(file))
                .withMessage(file + ": " + sentence);
    }
}
