package io.intona.lab.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The commands that make the records of a group again. */
final class Commands {
    private static final Map<String, String> OPTIONS = new LinkedHashMap<>();

    static {
        OPTIONS.put("features", "--features");
        OPTIONS.put("frame_samples", "--frame");
        OPTIONS.put("hop_samples", "--hop");
        OPTIONS.put("top_db", "--top-db");
        OPTIONS.put("epochs", "--epochs");
        OPTIONS.put("learning_rate", "--learning-rate");
        OPTIONS.put("weight_decay", "--weight-decay");
        OPTIONS.put("dropout", "--dropout");
        OPTIONS.put("t_0", "--period");
        OPTIONS.put("batch", "--batch");
        OPTIONS.put("schedule", "--schedule");
        OPTIONS.put("init", "--init");
        OPTIONS.put("gain_db", "--gain");
    }

    private Commands() {}

    /** One line for all models of the same number of runs. Where a corpus lies is told in capitals, to be filled in. */
    static List<String> of(Group group) {
        Conditions conditions = group.conditions();
        if (!conditions.setting("by_fold").isEmpty()) {
            return List.of(
                    "# each fold has settings of its own, see all conditions above; an experiment's file can give them");
        }
        String tail = options(conditions) + " --seed " + conditions.seed() + " --out results/" + group.name();
        Map<Integer, List<String>> byRuns = group.models().stream()
                .collect(Collectors.groupingBy(
                        Commands::lastRun, TreeMap::new, Collectors.mapping(ModelRuns::name, Collectors.toList())));
        String head = "./intona evaluate --corpus " + corpus(conditions.setting("corpus")) + " --model ";
        List<String> lines = new ArrayList<>();
        byRuns.forEach((runs, models) -> {
            String each = " --runs " + runs + tail;
            lines.add(
                    models.size() == 1
                            ? head + models.get(0) + each
                            : "for model in " + String.join(" ", models) + "; do " + head + "$model" + each + "; done");
        });
        return lines;
    }

    private static int lastRun(ModelRuns model) {
        return model.runs().get(model.runs().size() - 1).run();
    }

    private static String corpus(String name) {
        return switch (name) {
            case "ravdess" -> "ravdess=RAVDESS";
            case "emodb" -> "emodb=EMODB";
            case "csv" -> "csv=MANIFEST.csv";
            default -> name;
        };
    }

    private static String options(Conditions conditions) {
        String protocol = conditions.protocol().switches().entrySet().stream()
                .map(each -> " --" + each.getKey() + " " + each.getValue())
                .collect(Collectors.joining());
        return protocol
                + OPTIONS.entrySet().stream()
                        .filter(each -> !conditions.setting(each.getKey()).isEmpty())
                        .map(each -> " " + each.getValue() + " " + conditions.setting(each.getKey()))
                        .collect(Collectors.joining());
    }
}
