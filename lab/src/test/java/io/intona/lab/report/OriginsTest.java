package io.intona.lab.report;

import static io.intona.lab.report.TestRecords.record;
import static io.intona.lab.report.TestRecords.settings;
import static io.intona.lab.report.TestRecords.strict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intona.lab.experiment.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
    private static final String SAME = "These records were not all made by the same code";

    @TempDir
    private Path folder;

    private static void provenance(Path record, String fold) throws IOException {
        String file = record.toString().replace(".json", ".provenance.json");
        Files.writeString(Path.of(file), "{\"folds\": [{" + fold.replace('\'', '"') + "}]}");
    }

    private Group group() throws IOException {
        return Group.of(RecordTree.read(List.of(folder), RecordListener.NONE)).get(0);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '^', delimiter = '|', textBlock = """
            'revision':'a','kernels':'k','features_version':2|'revision':'a','kernels':'k','features_version':2|
            'revision':'a','cpu':'old'|'revision':'a','cpu':'new'|
            'features_version':1|'features_version':2|features 1, 2
            'kernels':'simd-512'|'kernels':'scalar'|kernels scalar, simd-512
            'revision':'b'|'revision':'a'|revisions a, b
            'revision':'a','features_version':2|'revision':'a'|features 2, unknown
            'revision':'b','features_version':2|'revision':'a','features_version':1|features 1, 2; revisions a, b
            """)
    void everyTableOfRecordsThatDifferInCodeSaysSo(String first, String second, String mixture) throws IOException {
        provenance(TestRecords.write(folder, record("LSTM-h64-v1", 1)), first);
        provenance(TestRecords.write(folder, record("LSTM-h64-v64", 1)), second);
        for (Table table : Section.of(group()).tables()) {
            if (mixture == null) {
                assertThat(table.notes()).noneMatch(note -> note.startsWith(SAME));
            } else {
                assertThat(table.notes()).anyMatch(note -> note.startsWith(SAME + ": " + mixture + ". "));
            }
        }
    }

    @Test
    void aRecordWithoutProvenanceIsOfAnUnknownVersionAndToldWithoutItsPlace() throws IOException {
        provenance(TestRecords.write(folder, record("LSTM-h64-v1", 1)), "'revision':'a'");
        TestRecords.write(folder, record("LSTM-h64-v64", 1));
        Origins origins = Origins.of(group().files());
        assertThat(origins.mixture()).isEqualTo("revisions a, unknown");
        assertThat(origins.table().notes())
                .containsExactly("1 of 2 records have no provenance beside them, such as LSTM-h64-v64/run-01.json.");
    }

    @Test
    void twoRecordsOfOneRunThatDifferAreToldToBeOfOtherCode() throws IOException {
        RunRecord run = record("LSTM-h64-v1", 1);
        RunRecord other = record("LSTM-h64-v2", 1);
        RunRecord twin = new RunRecord(
                run.schema(),
                run.model(),
                strict(),
                run.run(),
                run.seed(),
                run.labels(),
                other.uar(),
                other.confusion(),
                other.folds(),
                other.predictions(),
                other.validationPredictions(),
                settings());
        provenance(TestRecords.write(folder.resolve("a"), run), "'features_version':1");
        provenance(TestRecords.write(folder.resolve("b"), twin), "'features_version':2");
        assertThatThrownBy(this::group)
                .isInstanceOf(ReportException.class)
                .hasMessageEndingWith(
                        "are both run 1 of LSTM-h64-v1 under the same conditions, and differ, made by other"
                                + " code: features 1, 2; report on one of them");
    }
}
