package io.intona.lab.yaml;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** A value of a YAML file that knows its line: words, a list, or fields by name. Aliases are refused. */
public sealed interface Yaml {
    /** Reads. Thread-safe. */
    YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The last problem in a message of the parser, without advice, and its line. */
    Pattern PROBLEM = Pattern.compile("(?s).*(?:^|\\n)([^\\n]+?)(?: \\(Do[^\\n]*)?\\n in reader, line ([0-9]+), ");

    /** From 1. */
    int line();

    /** Words or a number, as they stand; empty if there is nothing. */
    record Text(int line, String text) implements Yaml {}

    /** Values one after the other. */
    record Items(int line, List<Yaml> items) implements Yaml {}

    /** Values by name, in their order. */
    record Fields(int line, Map<String, Yaml> fields) implements Yaml {}

    /** What it is, for messages. */
    default String words() {
        if (this instanceof Text text) {
            return text.text().isEmpty() ? "empty" : "'" + text.text() + "'";
        }
        return this instanceof Items ? "a list" : "fields";
    }

    /**
     * The only document of a file.
     *
     * @throws YamlException if that is not YAML
     */
    static Yaml parse(Path file, byte[] bytes) throws YamlException {
        try (YAMLParser parser = (YAMLParser) MAPPER.createParser(new String(bytes, StandardCharsets.UTF_8))) {
            if (parser.nextToken() == null) {
                return new Text(1, "");
            }
            Yaml value = value(file, line(parser), parser);
            if (parser.nextToken() != null) {
                throw new YamlException(file, line(parser), "a second document begins, expected one");
            }
            return value;
        } catch (JacksonException e) {
            throw notYaml(file, e);
        }
    }

    /** The parser's message ends with the problem and its place; what it was doing stands before. */
    private static YamlException notYaml(Path file, JacksonException failure) {
        Matcher problem = PROBLEM.matcher(failure.getOriginalMessage());
        if (problem.find()) {
            return notYaml(file, Integer.parseInt(problem.group(2)), problem.group(1), failure);
        }
        int line = failure.getLocation() == null ? 1 : failure.getLocation().getLineNr();
        return notYaml(
                file,
                Math.max(1, line),
                failure.getOriginalMessage().lines().findFirst().orElse(""),
                failure);
    }

    private static YamlException notYaml(Path file, int line, String reason, JacksonException failure) {
        return new YamlException(file, line, "this is no YAML: " + reason, failure);
    }

    private static int line(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    /** @param line of the value, or of the name before it */
    private static Yaml value(Path file, int line, YAMLParser parser) throws YamlException {
        if (parser.isCurrentAlias()) {
            throw new YamlException(file, line, "alias *" + parser.getString() + ", expected the value itself");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Yaml> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                int lineOfName = line(parser);
                parser.nextToken();
                fields.put(name, value(file, lineOfName, parser));
            }
            return new Fields(line, fields);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Yaml> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(file, line(parser), parser));
            }
            return new Items(line, items);
        }
        return new Text(line, token == JsonToken.VALUE_NULL ? "" : parser.getString());
    }
}
