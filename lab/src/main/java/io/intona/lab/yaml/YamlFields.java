package io.intona.lab.yaml;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Named values of a YAML file; what is wrong with one is told with the line it stands in. */
public final class YamlFields {
    private final Path file;
    private final int line;
    private final Map<String, Yaml> fields;

    private YamlFields(Path file, int line, Map<String, Yaml> fields) {
        this.file = file;
        this.line = line;
        this.fields = fields;
    }

    /**
     * The fields of a value.
     *
     * @param what the value is, for messages
     * @param known all names that are allowed
     */
    public static YamlFields of(Path file, String what, Yaml value, List<String> known) throws YamlException {
        Map<String, Yaml> fields = value instanceof Yaml.Fields group ? group.fields() : Map.of();
        if (!(value instanceof Yaml.Fields)) {
            throw new YamlException(
                    file,
                    value.line(),
                    what + " is " + value.words() + ", expected fields: " + String.join(", ", known));
        }
        for (Map.Entry<String, Yaml> field : fields.entrySet()) {
            if (!known.contains(field.getKey())) {
                throw new YamlException(
                        file,
                        field.getValue().line(),
                        "'" + field.getKey() + "' is unknown, expected one of " + String.join(", ", known));
            }
        }
        return new YamlFields(file, value.line(), fields);
    }

    /** The names that are there, in their order. */
    public Set<String> names() {
        return fields.keySet();
    }

    public Optional<Yaml> value(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private Yaml require(String name) throws YamlException {
        return value(name).orElseThrow(() -> new YamlException(file, line, name + " is missing"));
    }

    /** The words of a field as the value they mean. */
    public <T> T required(String name, Function<String, T> meaning) throws YamlException {
        Yaml value = require(name);
        String word = text(name, value);
        return checked(value, () -> meaning.apply(word));
    }

    /** The same, or the value that is meant where the field is missing. */
    public <T> T optional(String name, T otherwise, Function<String, T> meaning) throws YamlException {
        return value(name).isPresent() ? required(name, meaning) : otherwise;
    }

    /** The fields within a field. */
    public YamlFields group(String name, List<String> known) throws YamlException {
        return of(file, name, require(name), known);
    }

    /**
     * The values of a list that has some.
     *
     * @param what they are, for messages
     */
    public List<Yaml> list(String name, String what) throws YamlException {
        Yaml value = require(name);
        if (value instanceof Yaml.Items items && !items.items().isEmpty()) {
            return items.items();
        }
        String found = value instanceof Yaml.Items ? "an empty list" : value.words();
        throw wrong(value, name + " is " + found + ", expected a list of " + what);
    }

    /** The words of a value that is neither list nor fields. */
    public String text(String what, Yaml value) throws YamlException {
        if (value instanceof Yaml.Text text && !text.text().isEmpty()) {
            return text.text();
        }
        throw wrong(value, what + " is " + value.words() + ", expected one value");
    }

    /** A result that has to do with a value: what makes it impossible is told with the value's line. */
    public <T> T checked(Yaml value, Supplier<T> result) throws YamlException {
        try {
            return result.get();
        } catch (IllegalArgumentException e) {
            throw new YamlException(file, value.line(), String.valueOf(e.getMessage()), e);
        }
    }

    /** The same with the first of some fields that is there; without any of them there is nothing to go wrong. */
    public <T> T checked(List<String> names, Supplier<T> result) throws YamlException {
        for (String name : names) {
            if (fields.containsKey(name)) {
                return checked(require(name), result);
            }
        }
        return result.get();
    }

    public YamlException wrong(String name, String what) {
        return new YamlException(file, value(name).map(Yaml::line).orElse(line), what);
    }

    public YamlException wrong(Yaml value, String what) {
        return new YamlException(file, value.line(), what);
    }
}
