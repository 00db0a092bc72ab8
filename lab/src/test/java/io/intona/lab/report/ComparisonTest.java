package io.intona.lab.report;

import static io.intona.lab.report.TestRecords.groups;
import static io.intona.lab.report.TestRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.intona.lab.experiment.RunRecord;
import io.intona.lab.report.Family.Pair;
import io.intona.lab.report.Table.Column;
import io.intona.lab.stats.SpeakerBootstrap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir
    private Path folder;

    private static Group group(int runs, String... models) throws IOException {
        List<RunRecord> records = new ArrayList<>();
        for (String model : models) {
            for (int run = 1; run <= runs; run++) {
                records.add(record(model, run));
            }
        }
        return groups(records.toArray(RunRecord[]::new)).get(0);
    }

    @Test
    void plannedComparisonsAreThePapersUnlessAnExperimentSaysOtherwise() throws IOException {
        Family family = Family.of(group(1, "LSTM-h64-v1"), Published.read());
        assertThat(family.planned())
                .containsExactly(
                        new Pair("LSTM-h64-v1", "LSTM-h64-v64"),
                        new Pair("LSTM-h96-v1", "LSTM-h96-v64"),
                        new Pair("LSTM-h128-v1", "LSTM-h128-v256"));
    }

    @Test
    void anExperimentBesideTheRecordsNamesItsFamily() throws IOException {
        TestRecords.write(folder, record("LSTM-h64-v1", 1));
        TestRecords.write(folder, record("LSTM-h64-v4", 1));
        Files.writeString(folder.resolve("experiment.json"), "{\"comparisons\": [[\"LSTM-h64-v1\", \"LSTM-h64-v4\"]]}");
        Group group =
                Group.of(RecordTree.read(List.of(folder), RecordListener.NONE)).get(0);
        Family family = Family.of(group, Published.read());
        assertThat(family.planned()).containsExactly(new Pair("LSTM-h64-v1", "LSTM-h64-v4"));
        assertThat(Comparison.of(group, family)).extracting(Comparison::planned).containsExactly(true);
    }

    @Test
    void anExperimentThatCannotBeReadIsNamed() throws IOException {
        TestRecords.write(folder, record("LSTM-h64-v1", 1));
        Path file = folder.resolve("experiment.json");
        Group group =
                Group.of(RecordTree.read(List.of(folder), RecordListener.NONE)).get(0);
        for (String text : List.of("{", "{}", "[]")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> Family.of(group, Published.read()))
                    .isInstanceOf(ReportException.class)
                    .hasMessageStartingWith(file + ": ");
        }
    }

    @Test
    void holmCountsPlannedComparisonsThatHaveNotBeenRun() throws IOException {
        Group group = group(4, "LSTM-h64-v1", "LSTM-h64-v64", "LSTM-h64-v4");
        List<Comparison> comparisons = Comparison.of(group, Family.of(group, Published.read()));
        assertThat(comparisons).extracting(Comparison::planned).containsExactly(true, false);
        Comparison planned = comparisons.get(0);
        double p = planned.test().orElseThrow().p();
        assertThat(planned.adjusted()).isEqualTo(Math.min(1, 3 * p), within(1e-15));
        assertThat(comparisons.get(1).second().name()).isEqualTo("LSTM-h64-v4");
        assertThat(comparisons.get(1).adjusted()).isNaN();
    }

    @Test
    void onlyRunsThatBothModelsHaveArePaired() throws IOException {
        Group group = groups(
                        record("LSTM-h64-v1", 1),
                        record("LSTM-h64-v1", 2),
                        record("LSTM-h64-v1", 4),
                        record("LSTM-h64-v64", 2),
                        record("LSTM-h64-v64", 3),
                        record("LSTM-h64-v64", 4))
                .get(0);
        Comparison comparison =
                Comparison.of(group, Family.of(group, Published.read())).get(0);
        assertThat(comparison.first().runs()).extracting(RunRecord::run).containsExactly(2, 4);
        assertThat(comparison.second().runs()).extracting(RunRecord::run).containsExactly(2, 4);
        double difference = 0;
        for (int run : List.of(2, 4)) {
            difference += (record("LSTM-h64-v64", run).uar()
                            - record("LSTM-h64-v1", run).uar())
                    / 2;
        }
        assertThat(comparison.difference()).isEqualTo(difference, within(1e-15));
        assertThat(comparison.test().orElseThrow().difference()).isEqualTo(difference, within(1e-15));
    }

    @Test
    void aSingleRunOfEachTellsNothingOfTheModels() throws IOException {
        Group group = group(1, "LSTM-h64-v1", "LSTM-h64-v64");
        Family family = Family.of(group, Published.read());
        List<Comparison> comparisons = Comparison.of(group, family);
        assertThat(comparisons.get(0).test()).isEmpty();
        assertThat(comparisons.get(0).adjusted()).isNaN();
        assertThat(comparisons.get(0).runsAndSpeakers()).isEmpty();
        Table table = ComparisonTable.of(group, family, comparisons, Published.read());
        int low = table.columns().stream().map(Column::key).toList().indexOf("runs_and_speakers_low");
        assertThat(table.rows().get(0).subList(low, low + 2))
                .extracting(Table.Cell::shown)
                .containsExactly("–", "–");
    }

    @Test
    void theIntervalOverRunsAndSpeakersHoldsTheDifference() throws IOException {
        Group group = group(3, "LSTM-h64-v1", "LSTM-h64-v64");
        Comparison comparison =
                Comparison.of(group, Family.of(group, Published.read())).get(0);
        SpeakerBootstrap both = comparison.runsAndSpeakers().orElseThrow();
        assertThat(comparison.difference()).isBetween(both.low(), both.high());
        assertThat(both.estimate()).isEqualTo(comparison.difference(), within(1e-12));
    }

    private Family family(Group group, String experiment) throws IOException {
        for (ModelRuns model : group.models()) {
            for (RunRecord run : model.runs()) {
                TestRecords.write(folder, run);
            }
        }
        Files.writeString(folder.resolve("experiment.json"), experiment);
        Group written =
                Group.of(RecordTree.read(List.of(folder), RecordListener.NONE)).get(0);
        return Family.of(written, Published.read());
    }

    private static List<String> told(List<Comparison> comparisons) {
        return comparisons.stream()
                .map(each -> each.first().name() + " " + each.second().name() + (each.planned() ? " planned" : ""))
                .toList();
    }

    /** Models of different sizes are compared by nobody who was not asked to. */
    @Test
    void comparisonsAddedWhenThereWereResultsAreExploratory() throws IOException {
        Group group = group(2, "LSTM-h64-v1", "LSTM-h64-v4", "LSTM-h96-v4");
        Family family = family(group, """
                {"comparisons": [["LSTM-h64-v1", "LSTM-h64-v4"]],
                 "later_comparisons": [["LSTM-h64-v4", "LSTM-h96-v4"], ["LSTM-h64-v4", "LSTM-h64-v1"]]}
                """);
        assertThat(told(Comparison.of(group, family)))
                .containsExactly("LSTM-h64-v1 LSTM-h64-v4 planned", "LSTM-h64-v4 LSTM-h96-v4");
    }

    @Test
    void aPairPlannedTheOtherWayRoundIsThatPair() throws IOException {
        Group group = group(2, "LSTM-h64-v1", "LSTM-h64-v4", "LSTM-h64-v64");
        Family family = family(group, """
                {"comparisons": [["LSTM-h64-v4", "LSTM-h64-v1"], ["LSTM-h64-v64", "LSTM-h64-v4"],
                 ["LSTM-h64-v1", "LSTM-h64-v4"]]}
                """);
        List<Comparison> comparisons = Comparison.of(group, family);
        assertThat(told(comparisons))
                .containsExactly(
                        "LSTM-h64-v4 LSTM-h64-v1 planned",
                        "LSTM-h64-v64 LSTM-h64-v4 planned",
                        "LSTM-h64-v1 LSTM-h64-v64");
        assertThat(DensityFigure.pairs(group, family))
                .extracting(pair -> pair.many().name())
                .containsExactly("LSTM-h64-v4");
    }

    @Test
    void thePapersPStandsBesideItsPairHoweverItIsPlanned() throws IOException {
        Group group = group(2, "LSTM-h64-v1", "LSTM-h64-v64");
        for (String planned : List.of("\"LSTM-h64-v1\", \"LSTM-h64-v64\"", "\"LSTM-h64-v64\", \"LSTM-h64-v1\"")) {
            Family family = family(group, "{\"comparisons\": [[" + planned + "]]}");
            Table table = ComparisonTable.of(group, family, Comparison.of(group, family), Published.read());
            List<Table.Cell> row = table.rows().get(0);
            assertThat(row.get(row.size() - 1).shown())
                    .isEqualTo(Published.read().tests().get(0).p())
                    .isNotEmpty();
        }
    }

    @Test
    void anExperimentIsNamedByItsNameAndNotByItsPlace() throws IOException {
        Group group = group(1, "LSTM-h64-v1", "LSTM-h64-v4");
        assertThat(family(group, "{\"name\": \"sizes\", \"comparisons\": []}").source())
                .isEqualTo("the comparisons of sizes");
        assertThat(family(group, "{\"comparisons\": []}").source()).isEqualTo("the comparisons of experiment.json");
    }
}
