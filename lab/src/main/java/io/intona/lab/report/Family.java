package io.intona.lab.report;

import io.intona.file.WholeFile;
import io.intona.lab.report.Published.Test;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The comparisons that were planned before results were seen, for which Holm's adjustment holds. They stand in
 * {@code experiment.json} beside the records; where there is none, they are the paper's.
 *
 * @param source where they stand, in words
 * @param commands that make the records of the experiments; none where there are none
 */
record Family(List<Pair> pairs, String source, List<String> commands) {
    private static final String EXPERIMENT = "experiment.json";

    /** Two models by their names. */
    record Pair(String first, String second) {}

    Family {
        pairs = List.copyOf(pairs);
        commands = List.copyOf(commands);
    }

    /**
     * The family of a group of records.
     *
     * @throws ReportException if the experiment's file cannot be understood
     */
    static Family of(Group group, Published published) throws IOException {
        Set<Path> experiments = experiments(group);
        if (experiments.isEmpty()) {
            List<Pair> pairs = published.tests().stream().map(Family::pair).toList();
            return new Family(pairs, "the paper's comparisons", List.of());
        }
        Set<Pair> pairs = new LinkedHashSet<>();
        List<String> commands = new ArrayList<>();
        for (Path file : experiments) {
            JsonNode experiment = read(file);
            for (JsonNode each : experiment.path("comparisons")) {
                pairs.add(new Pair(each.path(0).asString(""), each.path(1).asString("")));
            }
            experiment.path("command").asStringOpt().ifPresent(commands::add);
        }
        String names = experiments.stream().map(Path::toString).collect(Collectors.joining(", "));
        return new Family(List.copyOf(pairs), "the comparisons of " + names, commands);
    }

    private static Pair pair(Test test) {
        return new Pair(test.a(), test.b());
    }

    /** The notes beside the folders of the group's models. */
    private static Set<Path> experiments(Group group) {
        return group.files().stream()
                .map(Path::getParent)
                .filter(Objects::nonNull)
                .map(folder -> folder.resolveSibling(EXPERIMENT))
                .filter(Files::exists)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static JsonNode read(Path file) throws IOException {
        try {
            JsonNode experiment = JsonMapper.shared().readTree(WholeFile.read(file));
            if (!experiment.path("comparisons").isArray()) {
                throw new ReportException(
                        file + ": no field \"comparisons\", expected the pairs of models that an experiment plans");
            }
            return experiment;
        } catch (JacksonException e) {
            throw new ReportException(file + ": this describes no experiment: " + e.getOriginalMessage(), e);
        }
    }
}
