package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.app.cli.Command.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RobustnessTest {
    @TempDir
    static Path folder;

    private static Path results = Path.of("");

    @BeforeAll
    static void evaluate() {
        results = folder.resolve("results");
        Ran ran = Command.run(
                "evaluate",
                "--corpus",
                "synthetic:small",
                "--model",
                "LSTM-h4-v2",
                "--features",
                "mfcc5",
                "--epochs",
                "2",
                "--cache",
                folder.resolve("cache").toString(),
                "--keep-models",
                "--out",
                results.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
    }

    @Test
    void everyConditionHasItsRowInTheTableAndInTheFile() throws Exception {
        Path file = folder.resolve("robustness.json");
        Ran ran =
                Command.run("robustness", results.toString(), "--corpus", "synthetic:small", "--out", file.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        String json = Files.readString(file);
        Schemas.assertValid("robustness", json);
        JsonNode result = JsonMapper.shared().readTree(json);
        JsonNode record = JsonMapper.shared().readTree(Files.readString(results.resolve("LSTM-h4-v2/run-01.json")));
        JsonNode clean = result.get("conditions").get(0);
        assertThat(clean.get("condition").asString()).isEqualTo("clean");
        assertThat(clean.get("uar").get("estimate").asDouble())
                .isCloseTo(record.get("uar").asDouble(), within(1e-12));
        int rows = result.get("conditions").size() + result.get("left_out").size();
        assertThat(rows).isEqualTo(16);
        for (JsonNode condition : result.get("conditions")) {
            assertThat(ran.outLines().stream()
                            .filter(line -> line.startsWith(
                                    "| " + condition.get("condition").asString() + " ")))
                    .hasSize(2); // scores, recalls
        }
        if (result.get("left_out").isEmpty()) {
            assertThat(ran.err()).isEmpty();
        } else {
            assertThat(ran.err()).startsWith("intona robustness: MP3 64 kbit/s is left out: there is no ffmpeg");
        }
        assertThat(ran.outLines().get(0))
                .isEqualTo(
                        "LSTM-h4-v2 on synthetic:small:1: protocol strict, 1 run of 5 folds; 192 clips of 8 speakers,"
                                + " each told by the network that was tested on its speaker");
    }

    @Test
    void whatCannotBeJudgedIsToldInOneSentence() throws Exception {
        Files.createDirectories(folder.resolve("empty"));
        List<String> sentences = List.of(
                refused(folder.resolve("missing"), "synthetic:small"),
                refused(folder.resolve("empty"), "synthetic:small"),
                refused(results, "synthetic:small:2"),
                refused(results, "synthetic"));
        assertThat(sentences.get(0)).contains("missing: there is no such folder");
        assertThat(sentences.get(1)).contains("empty: no records of runs in this folder");
        assertThat(sentences.get(2)).contains("does not say what its record says");
        assertThat(sentences.get(3)).contains("is not in the records");
    }

    /** What is said; nothing else is written. */
    private static String refused(Path records, String corpus) throws Exception {
        Path file = folder.resolve("refused.json");
        Ran ran = Command.run("robustness", records.toString(), "--corpus", corpus, "--out", file.toString());
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.err()).startsWith("intona robustness: ");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(each -> each.getFileName().toString())).noneMatch(name -> name.startsWith("refused"));
        }
        return ran.err();
    }
}
