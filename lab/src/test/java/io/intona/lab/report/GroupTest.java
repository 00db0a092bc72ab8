package io.intona.lab.report;

import static io.intona.lab.report.TestRecords.groups;
import static io.intona.lab.report.TestRecords.protocol;
import static io.intona.lab.report.TestRecords.record;
import static io.intona.lab.report.TestRecords.settings;
import static io.intona.lab.report.TestRecords.strict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GroupTest {
    @Test
    void whatIsNotOfTheSameConditionsIsNeverInOneGroup() throws IOException {
        Map<String, String> published = protocol("all", "test", "validation", "zeros");
        Map<String, String> adapted = protocol("speaker", "given", "validation", "none");
        Map<String, String> other = protocol("all", "given", "last", "none");
        List<Group> groups = groups(
                record("LSTM-h64-v1", 1, other, settings()),
                record("LSTM-h64-v1", 1, adapted, settings()),
                record("LSTM-h64-v1", 1, published, settings()),
                record("LSTM-h64-v2", 1, strict(), settings("learning_rate", 0.002)),
                record("LSTM-h64-v4", 1, strict(), settings("corpus_sha256", "1".repeat(64))),
                record("LSTM-h64-v1", 1),
                record("LSTM-h64-v2", 1));
        assertThat(groups)
                .extracting(Group::name)
                .containsExactly("strict", "strict-2", "strict-3", "published", "adapted", "other");
        assertThat(groups).extracting(group -> group.models().size()).containsExactlyInAnyOrder(2, 1, 1, 1, 1, 1);
    }

    @Test
    void modelsStandByHiddenSizeThenPoolingThenVectors() throws IOException {
        List<Group> groups = groups(
                record("LSTM-h96-v1", 1),
                record("LSTM-h64-v16", 1),
                record("LSTM-h64-mean", 1),
                record("LSTM-h64-v2", 1),
                record("LSTM-h64-final", 1));
        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).models())
                .extracting(ModelRuns::name)
                .containsExactly("LSTM-h64-final", "LSTM-h64-mean", "LSTM-h64-v2", "LSTM-h64-v16", "LSTM-h96-v1");
    }

    @Test
    void theSameRecordFoundTwiceCountsOnce() throws IOException {
        List<Group> groups = groups(record("LSTM-h64-v1", 1), record("LSTM-h64-v1", 1), record("LSTM-h64-v1", 2));
        assertThat(groups.get(0).models().get(0).runs()).hasSize(2);
    }

    @Test
    void twoRecordsThatClaimToBeTheSameRunAreRefused() {
        Map<String, Object> settings = settings();
        var one = record("LSTM-h64-v1", 1, strict(), settings);
        var another = new io.intona.lab.experiment.RunRecord(
                one.schema(),
                one.model(),
                one.protocol(),
                one.run(),
                one.seed(),
                one.labels(),
                0.5,
                one.confusion(),
                one.folds(),
                one.predictions(),
                one.validationPredictions(),
                one.settings());
        assertThatThrownBy(() -> groups(one, another))
                .isInstanceOf(ReportException.class)
                .hasMessage("dir1/LSTM-h64-v1/run-1.json and dir0/LSTM-h64-v1/run-1.json are both run 1 of LSTM-h64-v1"
                        + " under the same conditions, and differ; report on one of them");
    }

    static Stream<Arguments> badRecords() {
        return Stream.of(
                Arguments.of(
                        record("LSTM-x", 1), "dir0/LSTM-x/run-1.json: model 'LSTM-x' is unknown, expected such as"),
                Arguments.of(
                        record("LSTM-h64-v1", 1, protocol("train", "guessed", "validation", "none"), settings()),
                        "dir0/LSTM-h64-v1/run-1.json: tuning 'guessed' is unknown"),
                Arguments.of(
                        record("LSTM-h64-v1", 1, Map.of("leaks", "none"), settings()),
                        "dir0/LSTM-h64-v1/run-1.json: protocol has no switch 'leaks'"),
                Arguments.of(
                        record("LSTM-h64-v1", 1, strict(), settings("features", "sound")),
                        "dir0/LSTM-h64-v1/run-1.json: features 'sound' are unknown"));
    }

    @ParameterizedTest
    @MethodSource("badRecords")
    void whatNoProgramOfOursWritesIsRefusedByName(io.intona.lab.experiment.RunRecord record, String sentence) {
        assertThatThrownBy(() -> groups(record))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining(sentence);
    }

    static List<Arguments> otherConditions() {
        List<Arguments> rows = new ArrayList<>();
        Map<String, Object> changes = Map.of(
                "corpus", "emodb",
                "clips", 1439,
                "features", "logmel128",
                "frame_samples", 2048,
                "hop_samples", 256,
                "sample_rate_hz", 16_000,
                "top_db", "off",
                "epochs", 20);
        changes.forEach((name, value) -> rows.add(Arguments.of(strict(), settings(name, value))));
        rows.add(Arguments.of(protocol("speaker", "given", "validation", "none"), settings())); // adapted
        rows.add(Arguments.of(protocol("train", "shared", "validation", "none"), settings()));
        rows.add(Arguments.of(protocol("train", "given", "last", "none"), settings()));
        rows.add(Arguments.of(protocol("all", "test", "test", "zeros"), settings()));
        return rows;
    }

    @ParameterizedTest
    @MethodSource("otherConditions")
    void onlyThePapersConditionsEnterItsTables(Map<String, String> protocol, Map<String, Object> settings)
            throws IOException {
        Group group = groups(record("LSTM-h64-v1", 1, protocol, settings)).get(0);
        assertThat(group.conditions().areThePapers()).isFalse();
        List<Table> tables = Section.of(group).tables();
        assertThat(tables).extracting(Table::name).containsExactly("models");
        assertThat(tables.get(0).columns()).noneMatch(column -> column.key().startsWith("published"));
    }

    /** The counts are the paper's own, table by table. */
    @Test
    void everyModelOfThePaperHasItsRowRunOrNot() throws IOException {
        Group group = groups(
                        record("LSTM-h96-v64", 1),
                        record("LSTM-h96-v64", 2),
                        record("LSTM-h96-mean", 1),
                        record("LSTM-h32-v1", 1))
                .get(0);
        List<Table> tables = new ModelTables(group, Published.read()).all();
        assertThat(tables).extracting(Table::name).containsExactly("table-1", "table-2", "table-3", "models");
        assertThat(tables).extracting(table -> table.rows().size()).containsExactly(7, 7 + 1, 9, 1);
        List<String> run = tables.stream()
                .flatMap(table -> table.rows().stream())
                .filter(row -> !row.get(3).shown().equals("not run"))
                .map(row -> row.get(0).shown())
                .toList();
        assertThat(run).containsExactly("LSTM-h96-v64", "LSTM-h96-mean", "LSTM-h32-v1");
    }

    @Test
    void theTerminalIsToldWhatTheStarMeansWhereOneCanStand(@TempDir Path folder) throws IOException {
        TestRecords.write(folder.resolve("paper"), record("LSTM-h64-v1", 1));
        TestRecords.write(folder.resolve("paper"), record("LSTM-h64-v1", 2));
        String summary = Report.of(List.of(folder), RecordListener.NONE).summary();
        assertThat(summary)
                .containsSubsequence(
                        "Table 1. ", "|\n\n* where the paper's mean lies outside our interval.\n\n", "Table 4. ")
                .doesNotContain("doi 10");
        TestRecords.write(folder.resolve("other"), record("LSTM-h64-v1", 1, strict(), settings("epochs", 20)));
        assertThat(Report.of(List.of(folder.resolve("other")), RecordListener.NONE)
                        .summary())
                .startsWith("UAR of all models")
                .doesNotContain("*");
    }

    @Test
    void figuresOfThePaperBesideAStricterProtocolAreToldToBeOfAnother() throws IOException {
        String caveat = "test speakers take part in normalisation";
        Map<String, String> published = protocol("all", "test", "validation", "zeros");
        for (Map<String, String> protocol : List.of(strict(), published)) {
            Group group = groups(
                            record("LSTM-h64-v1", 1, protocol, settings()),
                            record("LSTM-h64-v64", 1, protocol, settings()))
                    .get(0);
            for (Table table : Section.of(group).tables()) {
                boolean beside =
                        table.columns().stream().anyMatch(column -> column.key().startsWith("published"));
                assertThat(table.notes().stream().anyMatch(note -> note.contains(caveat)))
                        .as(table.name())
                        .isEqualTo(beside && protocol.equals(strict()));
            }
        }
    }

    @Test
    void strictNestedAndPublishedEnterThePapersTablesWhateverTheLearningRate() throws IOException {
        Map<String, String> nested = protocol("train", "nested", "validation", "none");
        Map<String, String> published = protocol("all", "test", "validation", "zeros");
        for (Map<String, String> protocol : List.of(strict(), nested, published)) {
            Group group = groups(record("LSTM-h64-v1", 1, protocol, settings("learning_rate", 0.3)))
                    .get(0);
            assertThat(group.conditions().areThePapers()).isTrue();
            assertThat(Section.of(group).tables())
                    .extracting(Table::name)
                    .containsExactly("table-1", "table-2", "table-3", "table-4");
        }
    }
}
