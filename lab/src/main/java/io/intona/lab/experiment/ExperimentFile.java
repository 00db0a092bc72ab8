package io.intona.lab.experiment;

import io.intona.feature.FeatureSpec;
import io.intona.feature.FeatureSpec.TopDb;
import io.intona.file.WholeFile;
import io.intona.lab.corpus.Corpora;
import io.intona.lab.experiment.Experiment.Comparison;
import io.intona.lab.experiment.ExperimentSettings.Found;
import io.intona.lab.experiment.ExperimentSettings.Given;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.Protocol.Tuning;
import io.intona.lab.train.TrainingSettings;
import io.intona.lab.yaml.Numbers;
import io.intona.lab.yaml.Yaml;
import io.intona.lab.yaml.YamlException;
import io.intona.lab.yaml.YamlFields;
import io.intona.nn.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads experiments from YAML; {@code docs/experiment.md} describes the file. What it does not say is as in a single
 * evaluation. Everything that can be wrong without the corpus is found here.
 */
public final class ExperimentFile {
    /** What the specifications of corpora begin with that need no place. */
    static final String SYNTHETIC = "synthetic";

    private static final List<String> KINDS = List.of("ravdess", "emodb", "csv");
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
    private static final List<String> KEYS = List.of(
            "name",
            "corpus",
            "models",
            "comparisons",
            "runs",
            "seed",
            "protocol",
            "features",
            "frame",
            "hop",
            "top_db",
            "epochs",
            "settings",
            "order");

    private final Path folder;
    private final YamlFields fields;

    private ExperimentFile(Path folder, YamlFields fields) {
        this.folder = folder;
        this.fields = fields;
    }

    /**
     * The experiment in a file.
     *
     * @throws YamlException if the file holds none, naming the line
     * @throws IOException if it cannot be read
     */
    public static Experiment read(Path file) throws IOException {
        Yaml root = Yaml.parse(file, WholeFile.read(file));
        return new ExperimentFile(file.resolveSibling(""), YamlFields.of(file, "the file", root, KEYS)).experiment();
    }

    private Experiment experiment() throws IOException {
        ExperimentSettings settings = settings();
        FeatureSpec features = features();
        Protocol protocol = protocol(settings);
        fields.checked(List.of("settings"), () -> {
            settings.checkConditions(conditions(features, protocol));
            return settings;
        });
        fields.checked(List.of("protocol"), () -> {
            settings.byFold().forEach(each -> each.check(protocol));
            return protocol;
        });
        List<String> models = models(features);
        return new Experiment(
                fields.required("name", ExperimentFile::name),
                fields.required("corpus", ExperimentFile::corpus),
                models,
                fields.optional("runs", 1, ExperimentFile::runs),
                fields.optional("seed", 1L, word -> Numbers.whole("seed", word)),
                protocol,
                features,
                settings,
                fields.optional("order", WorkOrder.MODELS, WorkOrder::parse),
                comparisons(models));
    }

    private static String name(String word) {
        if (!word.matches(NAME)) {
            throw new IllegalArgumentException("name '" + word
                    + "', expected a folder's name: up to 100 letters, digits, dots, hyphens and underlines");
        }
        return word;
    }

    private static String corpus(String word) {
        if (KINDS.contains(word)) {
            return word;
        }
        String kind = word.split("=", 2)[0];
        if (KINDS.contains(kind)) {
            throw new IllegalArgumentException("corpus '" + word + "', expected " + kind
                    + " alone: its place differs from machine to machine, name it on the command line, --corpus "
                    + word);
        }
        try {
            return Corpora.open(word).name();
        } catch (IllegalArgumentException | IOException e) {
            throw new IllegalArgumentException(
                    "corpus '" + word + "', expected ravdess, emodb, csv or synthetic[:small][:seed]", e);
        }
    }

    private static int runs(String word) {
        long runs = Numbers.whole("runs", word);
        if (!(runs >= 1 && runs <= EvaluationPlan.MAX_RUNS)) {
            throw new IllegalArgumentException(runs + " runs, expected 1 to " + EvaluationPlan.MAX_RUNS);
        }
        return (int) runs;
    }

    private FeatureSpec features() throws YamlException {
        FeatureSpec features = fields.optional("features", FeatureSpec.PAPER, FeatureSpec::parse);
        int frame = fields.optional("frame", FeatureSpec.DEFAULT_FRAME_SAMPLES, word -> Numbers.count("frame", word));
        int hop = fields.optional("hop", frame / 2, word -> Numbers.count("hop", word));
        TopDb topDb = fields.optional("top_db", TopDb.CLIP, ExperimentFile::topDb);
        return fields.checked(
                List.of("hop", "frame"), () -> features.withFrame(frame, hop).withTopDb(topDb));
    }

    /** What settings that a search has found depend on, by the names that studies give it. */
    private static Map<String, Object> conditions(FeatureSpec features, Protocol protocol) {
        Map<String, Object> conditions = new LinkedHashMap<>(Dataset.fields(features));
        for (String name : List.of("normalisation", "padding")) {
            conditions.put("protocol." + name, protocol.switches().get(name));
        }
        return conditions;
    }

    private static TopDb topDb(String word) {
        return switch (word) {
            case "clip" -> TopDb.CLIP;
            case "off" -> TopDb.OFF;
            default -> throw new IllegalArgumentException("top_db '" + word + "' is unknown, expected clip or off");
        };
    }

    /** The file's, with the tuning of the search that has found the settings. */
    private Protocol protocol(ExperimentSettings settings) throws YamlException {
        Protocol protocol = protocol();
        if (!(settings instanceof Found found)) {
            return protocol;
        }
        boolean strict = protocol.tuning() == Tuning.GIVEN && found.tuning() == Tuning.NESTED;
        if (!(strict || protocol.tuning() == found.tuning())) {
            throw fields.wrong(
                    "protocol",
                    "tuning " + protocol.tuning() + ", but study '" + found.study() + "' is a " + found.tuning()
                            + " search, expected protocol: {tuning: " + found.tuning() + "}");
        }
        return protocol.with("tuning", found.tuning().toString());
    }

    /** A name, or switches that differ from the strict protocol's. */
    private Protocol protocol() throws YamlException {
        if (fields.value("protocol").filter(Yaml.Fields.class::isInstance).isEmpty()) {
            return fields.optional("protocol", Protocol.STRICT, Protocol::named);
        }
        YamlFields switches =
                fields.group("protocol", List.copyOf(Protocol.STRICT.switches().keySet()));
        Protocol protocol = Protocol.STRICT;
        for (String name : switches.names()) {
            protocol = switches.required(name, protocolWith(protocol, name));
        }
        return protocol;
    }

    private static Function<String, Protocol> protocolWith(Protocol protocol, String name) {
        return word -> protocol.with(name, word);
    }

    private ExperimentSettings settings() throws IOException {
        int epochs = fields.optional("epochs", TrainingSettings.DEFAULT_EPOCHS, word -> Numbers.count("epochs", word));
        TrainingSettings base = fields.checked(List.of("epochs"), () -> TrainingSettings.DEFAULT.withEpochs(epochs));
        return fields.value("settings").isPresent()
                ? SettingsFields.read(fields.group("settings", SettingsFields.keys()), folder, base)
                : new Given(base);
    }

    private List<String> models(FeatureSpec features) throws YamlException {
        Set<String> models = new HashSet<>();
        List<String> inOrder = new ArrayList<>();
        for (Yaml item : fields.list("models", "models")) {
            String model = fields.text("model", item);
            fields.checked(item, () -> Architecture.parse(model, features.size(), 2));
            if (!models.add(model)) {
                throw fields.wrong(item, "model " + model + " comes twice, expected once");
            }
            inOrder.add(model);
        }
        return inOrder;
    }

    private List<Comparison> comparisons(List<String> models) throws YamlException {
        if (fields.value("comparisons").isEmpty()) {
            return List.of();
        }
        Set<Set<String>> pairs = new HashSet<>();
        List<Comparison> comparisons = new ArrayList<>();
        for (Yaml item : fields.list("comparisons", "pairs of models")) {
            List<String> pair = pair(item, models);
            if (!pairs.add(Set.copyOf(pair))) {
                throw fields.wrong(item, "the comparison " + pair + " comes twice, expected once");
            }
            comparisons.add(new Comparison(pair.get(0), pair.get(1)));
        }
        return comparisons;
    }

    private List<String> pair(Yaml item, List<String> models) throws YamlException {
        List<Yaml> two = item instanceof Yaml.Items items ? items.items() : List.of();
        if (!(two.size() == 2)) {
            throw fields.wrong(item, "a comparison is " + item.words() + ", expected [MODEL, MODEL]");
        }
        List<String> pair = new ArrayList<>();
        for (Yaml each : two) {
            String model = fields.text("model", each);
            if (!models.contains(model)) {
                throw fields.wrong(each, "comparison with " + model + ", expected one of the models");
            }
            if (pair.contains(model)) {
                throw fields.wrong(each, "comparison of " + model + " with itself, expected two models");
            }
            pair.add(model);
        }
        return pair;
    }
}
