package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.app.cli.Command.Ran;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluateTest {
    /** Shared by all tests, so that features are computed once. */
    @TempDir
    static Path cache;

    @TempDir
    Path folder;

    private Ran evaluate(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("evaluate", "--corpus", "synthetic:small", "--model", "LSTM-h4-v2", "--features", "mfcc5"));
        arguments.addAll(List.of("--cache", cache.toString(), "--epochs", "2"));
        arguments.addAll(List.of(more));
        return Command.run(arguments.toArray(String[]::new));
    }

    private static JsonNode parse(String json) {
        return JsonMapper.shared().readTree(json);
    }

    @Test
    void jsonSumsUpTheRecords() throws IOException {
        Path out = folder.resolve("out");
        Ran ran = evaluate("--runs=2", "--seed=7", "--json", "--out", out.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        Schemas.assertValid("evaluate", ran.out());
        JsonNode result = parse(ran.out());
        assertThat(result.get("model").asString()).isEqualTo("LSTM-h4-v2");
        assertThat(result.get("protocol").asString()).isEqualTo("strict");
        int[][] summed = new int[8][8];
        double sum = 0;
        for (int run = 1; run <= 2; run++) {
            String text = Files.readString(out.resolve("LSTM-h4-v2/run-0" + run + ".json"));
            Schemas.assertValid("record", text);
            JsonNode record = parse(text);
            assertThat(record.get("labels")).isEqualTo(result.get("labels"));
            assertThat(record.get("predictions")).hasSize(192);
            double uar = uar(record);
            assertThat(result.get("runs").get(run - 1).get("run").asInt()).isEqualTo(run);
            assertThat(result.get("runs").get(run - 1).get("seed").asInt()).isEqualTo(7);
            assertThat(result.get("runs").get(run - 1).get("uar").asDouble())
                    .isEqualTo(record.get("uar").asDouble())
                    .isCloseTo(uar, within(1e-15));
            sum += uar;
            for (int i = 0; i < 8; i++) {
                for (int j = 0; j < 8; j++) {
                    summed[i][j] += record.get("confusion").get(i).get(j).asInt();
                }
            }
        }
        assertThat(result.get("uar_mean").asDouble()).isCloseTo(sum / 2, within(1e-15));
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 8; j++) {
                assertThat(result.get("confusion").get(i).get(j).asInt()).isEqualTo(summed[i][j]);
            }
        }
    }

    /** Recomputed from the predictions, by the definition. */
    private static double uar(JsonNode record) {
        double recalls = 0;
        for (JsonNode label : record.get("labels")) {
            int clips = 0;
            int right = 0;
            for (JsonNode prediction : record.get("predictions")) {
                if (prediction.get("true").equals(label)) {
                    clips++;
                    right += prediction.get("predicted").equals(label) ? 1 : 0;
                }
            }
            recalls += (double) right / clips;
        }
        return recalls / record.get("labels").size();
    }

    @Test
    void aPersonGetsScoresConfusionAndRecallsByFoldAndSpeaker() {
        Ran ran = evaluate();
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.outLines().get(0))
                .isEqualTo("LSTM-h4-v2 (232 parameters) on synthetic:small:1: 192 clips, 8 speakers, 8 emotions:"
                        + " protocol strict, 1 run of 5 folds");
        assertThat(ran.outLines().get(1)).startsWith("UAR 0.").endsWith("; chance is 0.1250");
        assertThat(ran.out())
                .contains("surprised")
                .contains("Recall by test fold")
                .contains("  01 0.");
        assertThat(ran.err()).matches("intona evaluate: trained for [0-9.]+ s, [0-9]+ frames a second\n");
    }

    @Test
    void theSameCommandAgainFindsEverythingDoneAndPrintsTheSame() {
        String out = folder.resolve("out").toString();
        Ran first = evaluate("--out", out);
        Ran second = evaluate("--out", out);
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(second.err()).isEqualTo("intona evaluate: everything was there already, records in " + out + "\n");
    }

    @Test
    void threadsChangeNoBitOfTheRecord() throws IOException {
        evaluate("--threads=1", "--out", folder.resolve("one").toString());
        evaluate("--threads=3", "--out", folder.resolve("three").toString());
        assertThat(folder.resolve("three/LSTM-h4-v2/run-01.json"))
                .hasSameBinaryContentAs(folder.resolve("one/LSTM-h4-v2/run-01.json"));
    }

    @Test
    void noMoreThreadsAreMadeThanThereIsWork() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        threads.resetPeakThreadCount();
        int before = threads.getPeakThreadCount();
        assertThat(evaluate("--threads=2000").exitCode()).isZero();
        assertThat(threads.getPeakThreadCount()).isLessThanOrEqualTo(before + 192); // clips
        assertThat(Command.run("corpus", "synthetic:small", "--threads=2000").exitCode())
                .isZero();
        assertThat(threads.getPeakThreadCount()).isLessThanOrEqualTo(before + 192);
    }

    @Test
    void aCorpusOfOneEmotionIsSaidToBeOne() throws IOException {
        StringBuilder manifest = new StringBuilder("path,speaker,emotion\n");
        for (int speaker = 1; speaker <= 10; speaker++) {
            TestClips.write(folder.resolve(speaker + ".wav"), speaker, 9_000, 48_000);
            manifest.append(speaker).append(".wav,").append(speaker).append(",angry\n");
        }
        Path csv = Files.writeString(folder.resolve("one.csv"), manifest);
        Ran ran = Command.run("evaluate", "--corpus=csv=" + csv, "--model=LSTM-h4-v2");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .matches("intona evaluate: corpus \\S+ has one emotion, expected two or more: there is nothing to tell"
                        + " apart\n");
    }

    @Test
    void waitingForOthersIsSaid() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
        try (ProgressLine line = ProgressLine.ofTraining(new Terminal(print, print, false, false))) {
            line.waiting();
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("intona: waiting for another process that shares the work\n");
    }

    @Test
    void anotherSettingInTheSameFolderIsRefusedByName() throws IOException {
        String out = folder.resolve("out").toString();
        evaluate("--out", out);
        byte[] before = Files.readAllBytes(folder.resolve("out/LSTM-h4-v2/run-01.json"));
        Ran ran = evaluate("--out", out, "--dropout=0.2");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .isEqualTo("intona evaluate: " + out + ": made with settings.dropout = 0.3, this evaluation has 0.2;"
                        + " choose another folder\n");
        assertThat(folder.resolve("out/LSTM-h4-v2/run-01.json")).hasBinaryContent(before);
    }

    @Test
    void switchesGoIntoTheRecordAndIntoTheName() throws IOException {
        Ran ran = evaluate(
                "--protocol=published",
                "--epoch=last",
                "--json",
                "--out",
                folder.resolve("out").toString());
        assertThat(parse(ran.out()).get("protocol").asString())
                .isEqualTo("normalisation=all tuning=test epoch=last padding=zeros");
        Schemas.assertValid("evaluate", ran.out());
        JsonNode record = parse(Files.readString(folder.resolve("out/LSTM-h4-v2/run-01.json")));
        assertThat(record.get("protocol").toString())
                .isEqualTo("{\"normalisation\":\"all\",\"tuning\":\"test\",\"epoch\":\"last\",\"padding\":\"zeros\"}");
    }

    @Test
    void withoutOutNothingIsLeftBehind() throws IOException {
        Set<Path> before = temporaryFolders();
        evaluate();
        assertThat(temporaryFolders()).isSubsetOf(before);
    }

    private static Set<Path> temporaryFolders() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(path -> path.getFileName().toString().startsWith("intona-evaluation-"))
                    .collect(Collectors.toSet());
        }
    }
}
