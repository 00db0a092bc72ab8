package io.intona.lab.tune;

import io.intona.file.WholeFile;
import io.intona.lab.train.TrainingSettings;
import io.intona.lab.yaml.Numbers;
import io.intona.lab.yaml.Yaml;
import io.intona.lab.yaml.YamlException;
import io.intona.lab.yaml.YamlFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

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
    private static final Set<String> WHOLE = Set.of("t_0", "batch");
    private static final Set<String> WORDS = Set.of("schedule", "init");
    private static final List<String> RANGE = List.of("low", "high", "log", "step");
    private static final String EPOCHS = "epochs";

    private final YamlFields fields;

    private SpaceFile(YamlFields fields) {
        this.fields = fields;
    }

    static SearchSpace read(Path file) throws IOException {
        return parse(file, WholeFile.read(file));
    }

    /** @param file for messages */
    static SearchSpace parse(Path file, byte[] yaml) throws IOException {
        List<String> settings =
                new ArrayList<>(TrainingSettings.DEFAULT.fields().keySet());
        settings.remove(EPOCHS);
        Yaml root = Yaml.parse(file, yaml);
        YamlFields fields = YamlFields.of(file, "the file", root, settings);
        if (fields.names().isEmpty()) {
            throw fields.wrong(root, "no settings, expected some such as dropout: {low: 0.1, high: 0.5}");
        }
        SpaceFile space = new SpaceFile(fields);
        Map<String, Distribution> distributions = new LinkedHashMap<>();
        for (String setting : fields.names()) {
            distributions.put(setting, space.distribution(setting));
        }
        return new SearchSpace(distributions);
    }

    private Distribution distribution(String setting) throws IOException {
        Yaml value = fields.value(setting).orElseThrow();
        Distribution distribution;
        if (value instanceof Yaml.Items choices) {
            distribution = choices(setting, choices);
        } else if (value instanceof Yaml.Fields) {
            distribution = range(setting, value);
        } else {
            throw fields.wrong(
                    value,
                    setting + " is " + value.words()
                            + ", expected choices such as [1, 2] or a range such as {low: 0.1, high: 0.5}");
        }
        checked(setting, value, () -> {
            checkValues(setting, distribution);
            return distribution;
        });
        return distribution;
    }

    private <T> T checked(String setting, Yaml value, Supplier<T> result) throws YamlException {
        return fields.checked(value, () -> {
            try {
                return result.get();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(setting + ": " + e.getMessage(), e);
            }
        });
    }

    private Distribution choices(String setting, Yaml.Items items) throws YamlException {
        List<Object> choices = new ArrayList<>();
        for (Yaml item : items.items()) {
            String word = fields.text(setting, item);
            choices.add(fields.checked(item, () -> choice(setting, word)));
        }
        return checked(setting, items, () -> new Distribution.Categorical(choices));
    }

    private static Object choice(String setting, String word) {
        if (WORDS.contains(setting)) {
            return word;
        }
        return WHOLE.contains(setting)
                ? (Object) Numbers.count(setting, word)
                : (Object) Numbers.decimal(setting, word);
    }

    private Distribution range(String setting, Yaml value) throws YamlException {
        if (WORDS.contains(setting)) {
            throw fields.wrong(value, setting + ": a range of words, expected choices such as [restarts, cycles]");
        }
        YamlFields range = fields.group(setting, RANGE);
        boolean log = range.optional("log", false, SpaceFile::truth);
        if (WHOLE.contains(setting)) {
            int low = range.required("low", word -> Numbers.count("low", word));
            int high = range.required("high", word -> Numbers.count("high", word));
            int step = range.optional("step", 1, word -> Numbers.count("step", word));
            return checked(setting, value, () -> new Distribution.IntRange(low, high, log, step));
        }
        double low = range.required("low", word -> Numbers.decimal("low", word));
        double high = range.required("high", word -> Numbers.decimal("high", word));
        double step = range.optional("step", 0.0, word -> positive(Numbers.decimal("step", word)));
        return checked(setting, value, () -> new Distribution.FloatRange(low, high, log, step));
    }

    private static boolean truth(String word) {
        if (word.equals("true") || word.equals("false")) {
            return word.equals("true");
        }
        throw new IllegalArgumentException("log '" + word + "', expected true or false");
    }

    private static double positive(double step) {
        if (!(step > 0)) {
            throw new IllegalArgumentException("step " + step + ", expected a number above 0");
        }
        return step;
    }

    /** Every bound and every choice must be a possible setting; what depends on others, {@link SearchSpace#check} looks at. */
    private static void checkValues(String setting, Distribution distribution) {
        distribution.extremes().forEach(value -> TrainingSettings.DEFAULT.with(setting, value));
    }
}
