package io.intona.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"a\":[1,-2.5,true,false,null,\"x\"],\"b\":{\"c\":{}}}",
                "\"quote \\\" backslash \\\\ newline \\u000a é 😀\"",
                "1e-300",
                "0.1",
                "123456789"
            })
    void canonicalTextIsReadAndWrittenUnchanged(String text) throws Exception {
        assertThat(JsonWriter.write(JsonReader.read(text)).replace("1E-300", "1e-300"))
                .isEqualTo(text);
    }

    @Test
    void spaceAndEscapesAreUnderstood() throws Exception {
        String text = " \t\r\n{ \"\\u0061\\n\\t\\r\\b\\f\\/\" : [ 1 , \"\\uD83D\\uDE00\" ] } ";
        assertThat(JsonReader.read(text)).hasToString("{\"a\\u000a\\u0009\\u000d\\u0008\\u000c/\":[1,\"😀\"]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                    | byte 0: the text ends, expected a value
            {                     | byte 1: the text ends, expected a name in quotes
            {"a"                  | byte 4: the text ends, expected ':'
            {"a":1                | byte 6: the text ends, expected ',' or '}'
            {"a":1,}              | byte 7: found '}', expected a name in quotes
            {"a":1 "b":2}         | byte 7: found '"', expected ',' or '}'
            {"a":1,"é":2,"a":3}   | byte 14: the name "a" comes twice
            {a:1}                 | byte 1: found 'a', expected a name in quotes
            [1,]                  | byte 3: found ']', expected a value
            [1 2]                 | byte 3: found '2', expected ',' or ']'
            [1}                   | byte 2: found '}', expected ',' or ']'
            1 2                   | byte 2: found '2', expected the end of the text
            "é" x                 | byte 5: found 'x', expected the end of the text
            tru                   | byte 0: found 't', expected true
            nulL                  | byte 0: found 'n', expected null
            fals                  | byte 0: found 'f', expected false
            NaN                   | byte 0: found 'N', expected a value
            +1                    | byte 0: found '+', expected a value
            .5                    | byte 0: found '.', expected a value
            01                    | byte 1: found '1', expected the end of the text
            1.                    | byte 1: found '.', expected the end of the text
            1e999                 | byte 0: the number is too large
            "a                    | byte 2: the text ends, expected '"'
            "\\x"                  | byte 1: an unknown escape
            "\\u00g0"              | byte 1: \\u without four hexadecimal digits
            "\\ud800"              | byte 0: the string has half of a surrogate pair
            "\\udc00\\ud800"        | byte 0: the string has half of a surrogate pair
            [[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]] | byte 16: nested deeper than 16 levels
            """)
    void malformedTextIsRefusedWithTheByte(String text, String sentence) {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> JsonReader.read(text))
                .withMessage(sentence);
    }

    @Test
    void controlCharactersInStringsAreRefused() {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> JsonReader.read("\"a\nb\""))
                .withMessage("byte 2: found a control character, expected '\"'");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> JsonReader.read("\"é\"".getBytes(ISO_8859_1)))
                .withMessage("the text is not UTF-8");
    }

    @Test
    void hugeNestingIsRefusedWithoutOverflowOfTheStack() {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> JsonReader.read("[".repeat(1 << 20)));
    }

    @Test
    void numbersHaveTheFewestDigitsThatReadBackAsTheSameDouble() throws Exception {
        assertThat(JsonWriter.write(new Json.Numeric(2.0E-3))).isEqualTo("0.002");
        assertThat(JsonWriter.write(new Json.Numeric(2e23))).isEqualTo("2E+23");
        assertThat(JsonWriter.write(new Json.Numeric(1024))).isEqualTo("1024");
        assertThat(JsonWriter.write(new Json.Numeric(-0.0))).isEqualTo("-0.0");
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                String text = JsonWriter.write(new Json.Numeric(value));
                assertThat(Double.parseDouble(text)).isEqualTo(value);
                assertThat(JsonReader.read(text)).isEqualTo(new Json.Numeric(value));
            }
        }
    }

    @Test
    void whatIsWrittenAnotherReaderUnderstands() throws Exception {
        String text = "{\"a\\\"\\\\\":[1E+23,-0.125,\"\\u0001é😀\",true,null],\"b\":{}}";
        String written = JsonWriter.write(JsonReader.read(text));
        JsonMapper jackson = JsonMapper.shared();
        assertThat(jackson.readTree(written)).isEqualTo(jackson.readTree(text));
    }
}
