package io.intona.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Optuna 3.1 reads our studies, goes on with them, and we with what it leaves. Left out where it is missing. */
class OptunaTest {
    private static final String NEEDS = "optuna 3.1 (Debian's python3-optuna)";

    @TempDir
    private Path folder;

    private List<String> optuna(String... arguments) throws Exception {
        return Python.run(OptunaTest.class.getResource("optuna_peer.py"), NEEDS, List.of(arguments));
    }

    /** Trials of every state, with infinite values, reports that are not numbers, and all kinds of attributes. */
    private static void fill(StudyFile file, Study study) throws IOException {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        parameters.put("x", new Parameter(new Distribution.FloatRange(1e-5, 0.1, true, 0), 0.012345678901234567));
        parameters.put("share", new Parameter(new Distribution.FloatRange(0, 1, false, 0.25), 0.75));
        parameters.put("count", new Parameter(new Distribution.IntRange(2, 64, true, 1), 17));
        parameters.put("even", new Parameter(new Distribution.IntRange(0, 10, false, 2), 4));
        parameters.put("kind", new Parameter(new Distribution.Categorical(List.of("ä", "b\"", 3, 2.5, true)), 2));
        double[][] ends = {
            {0.625, 1},
            {Double.POSITIVE_INFINITY, 1},
            {Double.NEGATIVE_INFINITY, 1},
            {1.0 / 3, 2},
            {Double.NaN, 3},
            {Double.NaN, 4}
        };
        file.change(transaction -> {
            study.setAttribute(transaction, "model", "\"LSTM-h64-v1\"");
            for (double[] end : ends) {
                int number = study.nextNumber(transaction);
                Proposal proposal = new Proposal(
                        parameters, Map.of("seed", "-4611686018427387904"), Map.of("fixed_params", "{\"x\": 0.5}"));
                long id = study.begin(transaction, number, proposal);
                Study.report(transaction, id, 3, 0.25);
                Study.report(transaction, id, 7, Double.NaN);
                Study.report(transaction, id, 9, Double.NEGATIVE_INFINITY);
                Study.heartbeat(transaction, id);
                TrialState state = List.of(TrialState.COMPLETE, TrialState.PRUNED, TrialState.FAIL, TrialState.RUNNING)
                        .get((int) end[1] - 1);
                if (state != TrialState.RUNNING) {
                    Study.end(transaction, id, state, end[0]);
                }
            }
        });
    }

    @Test
    void optunaReadsEveryFieldAsItWasWritten() throws Exception {
        Path path = folder.resolve("study.db");
        List<Trial> written;
        try (StudyFile file = StudyFile.create(path, Stamp.V3_0_0_D)) {
            Study study = Bowl.study(file);
            fill(file, study);
            written = file.read(study::trials);
        }
        List<String> lines = optuna("dump", path.toString(), Bowl.NAME);
        JsonNode study = StudyJson.read(lines.get(0));
        assertThat(study.get("direction").asString()).isEqualTo("MAXIMIZE");
        assertThat(study.get("user_attrs").toString()).isEqualTo("{\"model\":\"LSTM-h64-v1\"}");
        assertThat(lines).hasSize(1 + written.size());
        for (Trial trial : written) {
            JsonNode read = StudyJson.read(lines.get(1 + trial.number()));
            assertThat(read.get("number").asInt()).isEqualTo(trial.number());
            assertThat(read.get("trial_id").asLong()).isEqualTo(trial.id());
            assertThat(read.get("state").asString()).isEqualTo(trial.state().name());
            assertThat(number(read.get("value"))).isEqualTo(Double.valueOf(trial.value()));
            assertThat(read.get("params").size()).isEqualTo(trial.parameters().size());
            trial.parameters().forEach((name, parameter) -> {
                assertThat(read.get("params").get(name))
                        .isEqualTo(StudyJson.read(StudyJson.text(parameter.external())));
                assertThat(DistributionJson.read(
                                read.get("distributions").get(name).asString()))
                        .isEqualTo(parameter.distribution());
            });
            Map<Integer, Double> reports = new TreeMap<>();
            read.get("intermediate_values")
                    .properties()
                    .forEach(each -> reports.put(Integer.valueOf(each.getKey()), number(each.getValue())));
            assertThat(reports).isEqualTo(trial.reports());
            for (Map.Entry<String, String> each : trial.userAttributes().entrySet()) {
                assertThat(read.get("user_attrs").get(each.getKey())).isEqualTo(StudyJson.read(each.getValue()));
            }
            assertThat(read.get("system_attrs").get("fixed_params").get("x").asDouble())
                    .isEqualTo(0.5);
            assertThat(read.get("start").asString()).matches("20[0-9]{2}-[0-9-]+T[0-9:]+\\.[0-9]{6}|20.*T[0-9:]+");
            assertThat(read.get("complete").isNull()).isEqualTo(trial.state() == TrialState.RUNNING);
        }
    }

    private static double number(JsonNode node) {
        return node.isNull() ? Double.NaN : Double.parseDouble(node.asString());
    }

    @Test
    void optunaGoesOnWithOurStudyAndWeWithIts() throws Exception {
        Path path = folder.resolve("study.db");
        Bowl.search(path, 12, 1, 0);
        List<String> lines = optuna("go_on", path.toString(), Bowl.NAME, "3");
        List<Trial> trials;
        try (StudyFile file = StudyFile.open(path)) {
            trials = Bowl.desk(file, 12, 1).trials();
        }
        assertThat(trials).hasSize(15);
        for (int number = 12; number < 15; number++) {
            Trial trial = trials.get(number);
            JsonNode said = StudyJson.read(lines.get(number - 12));
            assertThat(trial.state()).isEqualTo(TrialState.COMPLETE);
            assertThat(trial.value()).isEqualTo(said.get("value").asDouble());
            assertThat(StudyJson.text(trial.external().get("x")))
                    .isEqualTo(said.get("params").get("x").toString());
            assertThat(trial.external().get("kind"))
                    .isEqualTo(said.get("params").get("kind").asString());
            Bowl.SPACE.forEach((name, distribution) ->
                    assertThat(trial.parameters().get(name).distribution()).isEqualTo(distribution));
        }
        Bowl.search(path, 20, 1, 0);
        assertThat(optuna("dump", path.toString(), Bowl.NAME)).hasSize(1 + 20);
    }

    @Test
    void aRunningTrialOfOptunaIsWaitedForAsLongAsItsHeartBeats() throws Exception {
        Path path = folder.resolve("study.db");
        optuna("create", path.toString(), Bowl.NAME);
        try (StudyFile file = StudyFile.create(path, Stamp.V3_0_0_D)) {
            Study study = Bowl.study(file);
            Proposal proposal = new Proposal(Map.of(), Map.of(), Map.of());
            file.change(transaction -> {
                Study.heartbeat(transaction, study.begin(transaction, 0, proposal)); // alive
                long silent = study.begin(transaction, 1, proposal); // nobody can tell
                assertThat(silent).isPositive();
                long stale = study.begin(transaction, 2, proposal);
                transaction.update(
                        "INSERT INTO trial_heartbeats (trial_id, heartbeat) VALUES (?, '2026-01-01 00:00:00')", stale);
            });
            Desk desk = Bowl.desk(file, 3, 2);
            try (Task task = desk.next().orElseThrow()) { // the second that may run beside the one alive
                assertThat(task.number()).isEqualTo(3);
                assertThat(desk.next()).isEmpty();
                assertThat(desk.trials())
                        .extracting(Trial::state)
                        .containsExactly(TrialState.RUNNING, TrialState.RUNNING, TrialState.FAIL, TrialState.RUNNING);
            }
        }
    }

    @Test
    void thePrunerGivesUpTheSameTrialsAsOptunas() throws Exception {
        Random random = new Random(11);
        StringBuilder curves = new StringBuilder();
        List<TreeMap<Integer, Double>> all = new ArrayList<>();
        for (int trial = 0; trial < 60; trial++) {
            TreeMap<Integer, Double> curve = new TreeMap<>();
            double level = random.nextDouble();
            int stride = 1 + random.nextInt(3);
            for (int step = stride - 1; step < 12; step += stride) {
                double value = Math.round(100 * (level + 0.4 * random.nextGaussian() + 0.02 * step)) / 100.0;
                curve.put(step, random.nextInt(15) == 0 ? Double.NaN : value);
            }
            all.add(curve);
            List<String> words = new ArrayList<>();
            curve.forEach((step, value) -> words.add(step + ":" + value));
            curves.append(String.join(" ", words)).append('\n');
        }
        Path file = Files.writeString(folder.resolve("curves.txt"), curves);
        String[][] settings = {
            {"50", "5", "0", "1"},
            {"75", "5", "4", "1"},
            {"25", "0", "2", "3"},
            {"0", "1", "0", "1"},
            {"100", "1", "0", "2"}
        };
        for (String[] each : settings) {
            for (Direction direction : Direction.values()) {
                List<String> lines = optuna(
                        "prune",
                        file.toString(),
                        direction.name().toLowerCase(java.util.Locale.ROOT),
                        each[0],
                        each[1],
                        each[2],
                        each[3]);
                List<String> ours = prune(
                        all,
                        direction,
                        new Pruner(
                                Double.parseDouble(each[0]),
                                Integer.parseInt(each[1]),
                                Integer.parseInt(each[2]),
                                Integer.parseInt(each[3])));
                assertThat(ours).as(String.join(" ", each) + " " + direction).isEqualTo(lines);
            }
        }
    }

    /** At which step each trial is given up, -1 for never. */
    private static List<String> prune(List<TreeMap<Integer, Double>> curves, Direction direction, Pruner pruner) {
        List<Trial> trials = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        for (TreeMap<Integer, Double> curve : curves) {
            TreeMap<Integer, Double> reports = new TreeMap<>();
            Optional<Integer> end = Optional.empty();
            for (Map.Entry<Integer, Double> report : curve.entrySet()) {
                reports.put(report.getKey(), report.getValue());
                if (pruner.gives(reports, trials, direction)) {
                    end = Optional.of(report.getKey());
                    break;
                }
            }
            TrialState state = end.isPresent() ? TrialState.PRUNED : TrialState.COMPLETE;
            trials.add(TpeGolden.trial(trials.size(), state, 0, Map.of(), Map.of(), reports));
            ends.add(Integer.toString(end.orElse(-1)));
        }
        return ends;
    }
}
