package io.intona.lab.report;

import io.intona.feature.FeatureSpec;
import io.intona.lab.experiment.RunRecord;
import io.intona.lab.report.RecordTree.Found;
import io.intona.nn.Architecture;
import io.intona.nn.Architecture.Pooling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Results that may stand side by side: of any models, under the same conditions.
 *
 * @param name short and unlike that of any other group: the protocol's, if it has one
 * @param models by hidden size and, within that, final, mean, then by number of attention vectors; at least one
 * @param files where the records lie
 */
record Group(String name, Conditions conditions, List<ModelRuns> models, List<Path> files) {
    private static final List<String> PROTOCOLS = List.of("strict", "published", "adapted");
    private static final Comparator<Architecture> ORDER = Comparator.comparingInt(Architecture::hiddenSize)
            .thenComparing(each ->
                    List.of(Pooling.FINAL, Pooling.MEAN, Pooling.ATTENTION).indexOf(each.pooling()))
            .thenComparingInt(Architecture::attentionVectors);

    Group {
        models = List.copyOf(models);
        files = List.copyOf(files);
    }

    /**
     * Sorts records into groups: strict, published, adapted protocol, then others.
     *
     * @throws ReportException if two records that differ claim to be the same run, or one is of no model or protocol that
     *     exists; it names the files
     */
    static List<Group> of(List<Found> found) throws IOException {
        Map<Conditions, List<Found>> byConditions = new LinkedHashMap<>();
        for (Found each : found) {
            byConditions
                    .computeIfAbsent(conditions(each), key -> new ArrayList<>())
                    .add(each);
        }
        List<Conditions> order = byConditions.keySet().stream()
                .sorted(Comparator.comparingInt(Group::rank)
                        .thenComparing(each -> each.fields().toString()))
                .toList();
        Map<String, Integer> taken = new LinkedHashMap<>();
        List<Group> groups = new ArrayList<>();
        for (Conditions conditions : order) {
            String stem =
                    rank(conditions) < PROTOCOLS.size() ? conditions.protocol().name() : "other";
            int number = taken.merge(stem, 1, Integer::sum);
            String name = number == 1 ? stem : stem + "-" + number;
            groups.add(of(name, conditions, byConditions.getOrDefault(conditions, List.of())));
        }
        return groups;
    }

    private static Conditions conditions(Found found) throws ReportException {
        try {
            return Conditions.of(found.record());
        } catch (IllegalArgumentException e) {
            throw new ReportException(found.file() + ": " + e.getMessage(), e);
        }
    }

    private static int rank(Conditions conditions) {
        int rank = PROTOCOLS.indexOf(conditions.protocol().name());
        return rank < 0 ? PROTOCOLS.size() : rank;
    }

    private static Group of(String name, Conditions conditions, List<Found> found) throws IOException {
        Map<Architecture, Map<Integer, Found>> models = new TreeMap<>(ORDER);
        for (Found each : found) {
            Map<Integer, Found> runs = models.computeIfAbsent(architecture(each), key -> new TreeMap<>());
            Found twin = runs.putIfAbsent(each.record().run(), each);
            if (twin != null && !twin.record().equals(each.record())) {
                String versions = Origins.of(List.of(each.file(), twin.file())).mixture();
                throw new ReportException(each.file() + " and " + twin.file() + " are both run "
                        + each.record().run() + " of " + each.record().model()
                        + " under the same conditions, and differ"
                        + (versions.isEmpty() ? "" : ", made by other code: " + versions)
                        + "; report on one of them");
            }
        }
        List<ModelRuns> all = new ArrayList<>();
        models.forEach((architecture, runs) -> all.add(new ModelRuns(architecture, records(runs.values()))));
        return new Group(
                name,
                conditions,
                all,
                models.values().stream()
                        .flatMap(runs -> runs.values().stream())
                        .map(Found::file)
                        .toList());
    }

    private static List<RunRecord> records(Collection<Found> found) {
        return found.stream().map(Found::record).toList();
    }

    private static Architecture architecture(Found found) throws ReportException {
        RunRecord record = found.record();
        try {
            int features = FeatureSpec.parse(String.valueOf(record.settings().get("features")))
                    .size();
            return Architecture.parse(record.model(), features, record.labels().size());
        } catch (IllegalArgumentException e) {
            throw new ReportException(found.file() + ": " + e.getMessage(), e);
        }
    }

    /** Its conditions in words, and its name where another group has the same words. */
    String title() {
        return conditions.title() + (name.matches(".*-[0-9]+") ? " (" + name + ")" : "");
    }

    /** The runs of a model, if there are any. */
    Optional<ModelRuns> model(String name) {
        return models.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The model with the highest mean UAR, of equal ones the smallest. */
    ModelRuns best() {
        ModelRuns best = models.get(0);
        for (ModelRuns each : models) {
            best = each.uar().mean() > best.uar().mean() ? each : best;
        }
        return best;
    }

    /** The run with the highest UAR of all. */
    RunRecord bestRun() {
        RunRecord best = models.get(0).best();
        for (ModelRuns each : models) {
            best = each.best().uar() > best.uar() ? each.best() : best;
        }
        return best;
    }

    /** The models of one hidden size. */
    List<ModelRuns> ofHiddenSize(int hiddenSize) {
        return models.stream()
                .filter(each -> each.architecture().hiddenSize() == hiddenSize)
                .toList();
    }
}
