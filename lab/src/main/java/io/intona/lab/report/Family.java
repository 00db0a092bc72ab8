package io.intona.lab.report;

import io.intona.file.WholeFile;
import io.intona.lab.report.Published.Test;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The comparisons that were planned before results were seen, for which Holm's adjustment holds. They stand in
 * {@code experiment.json} beside the records; where there is none, they are the paper's.
 *
 * @param planned in their order
 * @param later comparisons that were added when there were results, and so are exploratory
 * @param source where they stand, in words
 * @param commands that make the records of the experiments; none where there are none
 */
record Family(List<Pair> planned, List<Pair> later, String source, List<String> commands) {
    private static final String EXPERIMENT = "experiment.json";

    /** Two models by their names; the same pair the other way round. */
    record Pair(String first, String second) {
        private Set<String> models() {
            return new HashSet<>(List.of(first, second));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Pair pair && models().equals(pair.models());
        }

        @Override
        public int hashCode() {
            return models().hashCode();
        }

        /** The one that a model is paired with, if it is one of them. */
        Optional<String> partner(String model) {
            return model.equals(first)
                    ? Optional.of(second)
                    : Optional.of(first).filter(each -> model.equals(second));
        }
    }

    Family {
        planned = List.copyOf(planned);
        later = List.copyOf(later);
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
            return new Family(pairs, List.of(), "the paper's comparisons", List.of());
        }
        Set<Pair> planned = new LinkedHashSet<>();
        Set<Pair> later = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        List<String> commands = new ArrayList<>();
        for (Path file : experiments) {
            JsonNode experiment = read(file);
            planned.addAll(pairs(experiment.path("comparisons")));
            later.addAll(pairs(experiment.path("later_comparisons")));
            names.add(experiment.path("name").asString(EXPERIMENT));
            experiment.path("command").asStringOpt().ifPresent(commands::add);
        }
        later.removeAll(planned);
        return new Family(
                List.copyOf(planned), List.copyOf(later), "the comparisons of " + String.join(", ", names), commands);
    }

    private static List<Pair> pairs(JsonNode comparisons) {
        return comparisons
                .valueStream()
                .map(each -> new Pair(each.path(0).asString(""), each.path(1).asString("")))
                .toList();
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
