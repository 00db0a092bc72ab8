package io.intona.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A strict reader of JSON (RFC 8259) from sources that are not trusted: no comments, no duplicate names, no unpaired
 * surrogates, no numbers that overflow, at most {@value #MAX_DEPTH} levels deep. What it builds is never larger than a
 * small multiple of the text, whose size the caller limits. Errors tell the byte.
 */
final class JsonReader {
    /** Deepest nesting of arrays and objects; a model file needs 4. */
    static final int MAX_DEPTH = 16;

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final Pattern FOUR_HEX_DIGITS = Pattern.compile("[0-9a-fA-F]{4}");

    private final String text;
    private int position;

    private JsonReader(String text) {
        this.text = text;
    }

    /** The value that the UTF-8 bytes hold. */
    static Json read(byte[] utf8) throws MalformedException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("the text is not UTF-8", e);
        }
        return read(text);
    }

    /** The value that the text holds. */
    static Json read(String text) throws MalformedException {
        JsonReader reader = new JsonReader(text);
        Json value = reader.value(0);
        reader.skipSpace();
        if (reader.position < text.length()) {
            throw reader.found("the end of the text");
        }
        return value;
    }

    private Json value(int depth) throws MalformedException {
        skipSpace();
        return switch (peek()) {
            case '{' -> members(depth + 1);
            case '[' -> array(depth + 1);
            case '"' -> new Json.Text(string());
            case 't' -> word("true", Json.Word.TRUE);
            case 'f' -> word("false", Json.Word.FALSE);
            case 'n' -> word("null", Json.Word.NULL);
            default -> number();
        };
    }

    private Json members(int depth) throws MalformedException {
        checkDepth(depth);
        Map<String, Json> members = new LinkedHashMap<>();
        position++;
        skipSpace();
        if (peek() == '}') {
            position++;
            return new Json.Members(members);
        }
        while (true) {
            skipSpace();
            int start = position;
            if (peek() != '"') {
                throw found("a name in quotes");
            }
            String name = string();
            if (members.containsKey(name)) {
                throw at(start, "the name \"" + name + "\" comes twice");
            }
            skipSpace();
            if (peek() != ':') {
                throw found("':'");
            }
            position++;
            members.put(name, value(depth));
            if (last('}')) {
                return new Json.Members(members);
            }
        }
    }

    private Json array(int depth) throws MalformedException {
        checkDepth(depth);
        List<Json> values = new ArrayList<>();
        position++;
        skipSpace();
        if (peek() == ']') {
            position++;
            return new Json.Array(values);
        }
        while (true) {
            values.add(value(depth));
            if (last(']')) {
                return new Json.Array(values);
            }
        }
    }

    private void checkDepth(int depth) throws MalformedException {
        if (depth > MAX_DEPTH) {
            throw at(position, "nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    /** Passes a comma, and says false, or the closing bracket, and says true. */
    private boolean last(char close) throws MalformedException {
        skipSpace();
        int c = peek();
        if (c != ',' && c != close) {
            throw found("',' or '" + close + "'");
        }
        position++;
        return c == close;
    }

    private Json word(String word, Json value) throws MalformedException {
        if (!text.startsWith(word, position)) {
            throw found(word);
        }
        position += word.length();
        return value;
    }

    private Json number() throws MalformedException {
        Matcher matcher = NUMBER.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            throw found("a value");
        }
        double value = Double.parseDouble(matcher.group());
        if (!Double.isFinite(value)) {
            throw at(position, "the number is too large");
        }
        position = matcher.end();
        return new Json.Numeric(value);
    }

    private String string() throws MalformedException {
        int start = position;
        StringBuilder string = new StringBuilder();
        position++;
        while (true) {
            int c = peek();
            if (c < ' ') {
                throw found("'\"'");
            }
            position++;
            if (c == '"') {
                break;
            }
            string.append(c == '\\' ? escaped() : (char) c);
        }
        if (string.codePoints().anyMatch(JsonReader::isUnpairedSurrogate)) {
            throw at(start, "the string has half of a surrogate pair");
        }
        return string.toString();
    }

    private static boolean isUnpairedSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private char escaped() throws MalformedException {
        int c = peek();
        position++;
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> throw at(position - 2, "an unknown escape");
        };
    }

    private char hexadecimal() throws MalformedException {
        Matcher matcher = FOUR_HEX_DIGITS.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            throw at(position - 2, "\\u without four hexadecimal digits");
        }
        position += 4;
        return (char) Integer.parseInt(matcher.group(), 16);
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    /** The character at the position, −1 at the end. */
    private int peek() {
        return position < text.length() ? text.charAt(position) : -1;
    }

    private MalformedException found(String expected) {
        int c = peek();
        String found = c < 0 ? "the text ends" : c < ' ' ? "found a control character" : "found '" + (char) c + "'";
        return at(position, found + ", expected " + expected);
    }

    private MalformedException at(int index, String sentence) {
        int offset = text.substring(0, index).getBytes(StandardCharsets.UTF_8).length;
        return new MalformedException("byte " + offset + ": " + sentence);
    }
}
