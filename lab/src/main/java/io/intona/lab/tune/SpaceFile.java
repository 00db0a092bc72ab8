package io.intona.lab.tune;

import io.intona.file.WholeFile;
import io.intona.lab.train.TrainingSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A search space as people write it, one setting a line:
 *
 * <pre>
 * learning_rate: {low: 3e-5, high: 2e-4, log: true}    # a range
 * dropout: {low: 0.1, high: 0.5, step: 0.05}           # a range in steps
 * t_0: [1, 2, 3, 5, 10]                                # choices without an order
 * schedule: [restarts, cycles]
 * </pre>
 *
 * What is wrong is told with its line.
 */
final class SpaceFile {
    private static final YAMLMapper MAPPER =
            YAMLMapper.builder(YAMLFactory.builder().build()).build();
    private static final Set<String> WHOLE = Set.of("t_0", "batch");
    private static final Set<String> WORDS = Set.of("schedule", "init");
    private static final String EPOCHS = "epochs";

    private final String name;

    /** A value with the line it stands in: a map, a list, a number, a word, a truth value, or null. */
    private record Node(int line, Object value) {}

    private SpaceFile(String name) {
        this.name = name;
    }

    static SearchSpace read(Path file) throws IOException {
        return parse(file.toString(), new String(WholeFile.read(file), StandardCharsets.UTF_8));
    }

    /** @param name for messages */
    static SearchSpace parse(String name, String yaml) throws IOException {
        return new SpaceFile(name).parse(yaml);
    }

    private SearchSpace parse(String yaml) throws IOException {
        Node root;
        try (JsonParser parser = MAPPER.createParser(yaml)) {
            root = parser.nextToken() == null ? new Node(1, Map.of()) : node(parser);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw wrong(
                    line,
                    "this is no YAML: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
        if (!(root.value() instanceof Map<?, ?> settings) || settings.isEmpty()) {
            throw wrong(root.line(), "expected settings such as dropout: {low: 0.1, high: 0.5}");
        }
        Map<String, Distribution> distributions = new LinkedHashMap<>();
        for (Map.Entry<String, Node> each : entries(root).entrySet()) {
            distributions.put(each.getKey(), distribution(each.getKey(), each.getValue()));
        }
        return new SearchSpace(distributions);
    }

    // ---- YAML
    // ---------------------------------------------------------------------------------------------------------

    private Node node(JsonParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> new Node(line, map(parser));
            case START_ARRAY -> new Node(line, list(parser));
            case VALUE_NUMBER_INT -> new Node(line, parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> new Node(line, parser.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> new Node(line, token == JsonToken.VALUE_TRUE);
            default -> new Node(line, parser.getString());
        };
    }

    private Map<String, Node> map(JsonParser parser) throws IOException {
        Map<String, Node> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int line = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            if (map.put(key, node(parser)) != null) {
                throw wrong(line, "'" + key + "' is there twice, expected it once");
            }
        }
        return map;
    }

    private List<Node> list(JsonParser parser) throws IOException {
        List<Node> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(node(parser));
        }
        return list;
    }

    @SuppressWarnings("unchecked") // node() makes no other maps
    private static Map<String, Node> entries(Node node) {
        return (Map<String, Node>) node.value();
    }

    // ---- meaning
    // ------------------------------------------------------------------------------------------------------

    private Distribution distribution(String setting, Node node) throws IOException {
        if (!TrainingSettings.DEFAULT.fields().containsKey(setting) || setting.equals(EPOCHS)) {
            List<String> known =
                    new ArrayList<>(TrainingSettings.DEFAULT.fields().keySet());
            known.remove(EPOCHS);
            throw wrong(
                    node.line(),
                    "'" + setting + "' is no setting that can be searched, expected one of "
                            + String.join(", ", known));
        }
        try {
            Distribution distribution;
            if (node.value() instanceof List<?> choices) {
                distribution = new Distribution.Categorical(choices.stream()
                        .map(choice -> choice(setting, (Node) choice))
                        .toList());
            } else if (node.value() instanceof Map<?, ?>) {
                distribution = range(setting, entries(node));
            } else {
                throw new IllegalArgumentException("found " + node.value()
                        + ", expected choices such as [1, 2] or a range such as {low: 0.1, high: 0.5}");
            }
            checkValues(setting, distribution);
            return distribution;
        } catch (IllegalArgumentException e) {
            throw wrong(node.line(), setting + ": " + e.getMessage(), e);
        }
    }

    private static Object choice(String setting, Node node) {
        if (WORDS.contains(setting)) {
            return String.valueOf(node.value());
        }
        return WHOLE.contains(setting) ? (Object) whole(node) : (Object) number(node);
    }

    private static Distribution range(String setting, Map<String, Node> entries) {
        for (String key : entries.keySet()) {
            if (!Set.of("low", "high", "log", "step").contains(key)) {
                throw new IllegalArgumentException("unknown word '" + key + "', expected low, high, log, step");
            }
        }
        if (WORDS.contains(setting)) {
            throw new IllegalArgumentException("a range of words, expected choices such as [restarts, cycles]");
        }
        Node low = required(entries, "low");
        Node high = required(entries, "high");
        Node log = entries.getOrDefault("log", new Node(low.line(), false));
        if (!(log.value() instanceof Boolean isLog)) {
            throw new IllegalArgumentException("log " + log.value() + ", expected true or false");
        }
        Node step = entries.get("step");
        if (WHOLE.contains(setting)) {
            return new Distribution.IntRange(whole(low), whole(high), isLog, step == null ? 1 : whole(step));
        }
        return new Distribution.FloatRange(number(low), number(high), isLog, step == null ? 0 : positive(number(step)));
    }

    private static double positive(double step) {
        if (!(step > 0)) {
            throw new IllegalArgumentException("step " + step + ", expected a number above 0");
        }
        return step;
    }

    private static Node required(Map<String, Node> entries, String key) {
        Node node = entries.get(key);
        if (node == null) {
            throw new IllegalArgumentException("a range without " + key + ", expected low and high");
        }
        return node;
    }

    private static double number(Node node) {
        if (node.value() instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("found '" + node.value() + "', expected a number");
    }

    private static int whole(Node node) {
        double number = number(node);
        if (!(number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("found " + node.value() + ", expected a whole number");
        }
        return (int) number;
    }

    /** Every bound and every choice must be a possible setting. */
    private static void checkValues(String setting, Distribution distribution) {
        TrainingSettings base = TrainingSettings.DEFAULT;
        if (distribution instanceof Distribution.FloatRange range) {
            base.with(setting, range.low()).with(setting, range.high());
        } else if (distribution instanceof Distribution.IntRange range) {
            base.with(setting, range.low()).with(setting, range.high());
        } else if (distribution instanceof Distribution.Categorical categorical) {
            categorical.choices().forEach(choice -> base.with(setting, choice));
        }
    }

    private StudyException wrong(int line, String what) {
        return new StudyException(name + ", line " + line + ": " + what);
    }

    private StudyException wrong(int line, String what, Exception cause) {
        return new StudyException(name + ", line " + line + ": " + what, cause);
    }
}
