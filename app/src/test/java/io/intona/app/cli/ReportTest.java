package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.Python;
import io.intona.app.cli.Command.Ran;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reports on three tiny models, two of them with three runs, cross-validated on synthetic voices. */
class ReportTest {
    private static final List<String> EMOTIONS =
            List.of("neutral", "calm", "happy", "sad", "angry", "fearful", "disgust", "surprised");

    /** Shared by all tests: records, and one report on them. */
    @TempDir
    static Path shared;

    private static Path records;
    private static Path report;
    private static Ran ran;

    @TempDir
    Path folder;

    @BeforeAll
    static void evaluateAndReport() throws IOException {
        records = shared.resolve("results");
        report = shared.resolve("report");
        evaluate("LSTM-h4-v1", 3);
        evaluate("LSTM-h4-v2", 3);
        evaluate("LSTM-h5-mean", 1);
        Files.writeString(
                records.resolve("experiment.json"),
                "{\"comparisons\": [[\"LSTM-h4-v1\", \"LSTM-h4-v2\"], [\"LSTM-h5-v1\", \"LSTM-h5-v2\"]]}");
        ran = Command.run("report", records.toString(), "--out", report.toString());
    }

    private static void evaluate(String model, int runs) {
        Ran evaluated = Command.run(
                "evaluate",
                "--corpus=synthetic:small",
                "--model=" + model,
                "--features=mfcc5",
                "--epochs=2",
                "--runs=" + runs,
                "--cache=" + shared.resolve("cache"),
                "--out=" + records);
        assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    // ---- what is written --------------------------------------------------------------------------------------------

    @Test
    void tablesAndFilesAreToldOnStandardOutput() throws IOException {
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("UAR of all models, synthetic:small:1, protocol strict, mfcc5, 2 epochs\n")
                .contains("| LSTM-h5-mean |")
                .contains("| planned ")
                .contains(report + ": index.html\n")
                .contains(report.resolve("strict")
                        + ": calibration.{svg,png} comparisons.{md,csv,tex} figure-6.{svg,png}");
        Set<String> names = new HashSet<>();
        for (Path file : files(report)) {
            names.add(report.relativize(file).toString());
            assertThat(Files.size(file)).as(file.toString()).isPositive();
        }
        assertThat(names).contains("index.html");
        for (String table : List.of("models", "comparisons", "provenance")) {
            for (String ending : List.of(".md", ".csv", ".tex")) {
                assertThat(names).contains("strict/" + table + ending);
            }
        }
        for (String figure :
                List.of("figure-6", "figure-7", "speakers", "intensity", "calibration", "learning-LSTM-h5-mean")) {
            assertThat(names).contains("strict/" + figure + ".svg", "strict/" + figure + ".png");
        }
    }

    /** Every number of the tables of models and of comparisons. */
    @Test
    void sciPyComputesTheSameNumbersFromTheRecords() throws Exception {
        List<String> lines = Python.run(
                ReportTest.class.getResource("report.py"),
                "SciPy",
                List.of(
                        severalRuns().toString(),
                        report.resolve("strict/comparisons.csv").toString(),
                        modelsWithSeveralRuns().toString()));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).matches("comparisons.csv [78] equal");
        assertThat(lines.subList(1, 3)).containsOnly("several.csv 7 equal");
    }

    private Path severalRuns() {
        return records;
    }

    /** A single run has neither deviation nor interval. */
    private Path modelsWithSeveralRuns() throws IOException {
        List<String> lines = Files.readAllLines(report.resolve("strict/models.csv"));
        assertThat(lines.get(3)).startsWith("LSTM-h5-mean,").matches(".*,1,0\\.[0-9]+,,,0\\.[0-9]+,,");
        return Files.write(folder.resolve("several.csv"), lines.subList(0, 3));
    }

    @Test
    void svgIsXmlWithTheLabelsOfItsAxes() throws Exception {
        Map<String, List<String>> expected = new TreeMap<>();
        expected.put("figure-6", concat(EMOTIONS, "recognised as", "meant"));
        expected.put("figure-7", List.of("UAR", "density, 1/UAR", "LSTM-h4-v1", "LSTM-h4-v2"));
        expected.put("speakers", List.of("UAR", "test speaker", "01", "08"));
        expected.put("intensity", concat(EMOTIONS, "recall", "normal intensity", "strong intensity"));
        expected.put(
                "calibration", List.of("clips", "share recognised", "confidence: probability of the emotion told"));
        expected.put("learning-LSTM-h4-v2", List.of("epoch", "training loss, nats", "validation UAR"));
        for (Map.Entry<String, List<String>> figure : expected.entrySet()) {
            Path file = report.resolve("strict").resolve(figure.getKey() + ".svg");
            assertThat(texts(file)).as(figure.getKey()).containsAll(figure.getValue());
        }
    }

    private static List<String> concat(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static Set<String> texts(Path svg) throws Exception {
        Document document =
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(svg.toFile());
        var elements = document.getElementsByTagName("text");
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < elements.getLength(); i++) {
            texts.add(elements.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void everyPngShowsSomethingAndNothingIsCutOff() throws IOException {
        List<Path> images = files(report).stream()
                .filter(file -> file.toString().endsWith(".png"))
                .toList();
        assertThat(images).hasSize(8);
        for (Path file : images) {
            BufferedImage image = ImageIO.read(file.toFile());
            Set<Integer> colours = new HashSet<>();
            for (int x = 0; x < image.getWidth(); x++) {
                for (int y = 0; y < image.getHeight(); y++) {
                    int rgb = image.getRGB(x, y) & 0xFFFFFF;
                    colours.add(rgb);
                    boolean isEdge = x < 3 || y < 3 || x >= image.getWidth() - 3 || y >= image.getHeight() - 3;
                    assertThat(!isEdge || rgb == 0xFFFFFF)
                            .as(file + " at " + x + ", " + y)
                            .isTrue();
                }
            }
            assertThat(colours).as(file.toString()).hasSizeGreaterThan(10);
        }
    }

    @Test
    void thePageAsksForNothingElse() throws IOException {
        String page = Files.readString(report.resolve("index.html"));
        assertThat(page).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        Matcher references =
                Pattern.compile("(?:\\b(?:src|href)=\"|url\\()([^\")]*)").matcher(page);
        List<String> targets = references.results().map(each -> each.group(1)).toList();
        assertThat(targets).isNotEmpty().allMatch(target -> target.startsWith("#") || target.startsWith("data:"));
        assertThat(page).doesNotContain("<script", "@import");
        assertThat(page)
                .contains("Content-Security-Policy")
                .contains("<caption>UAR of all models, synthetic:small:1")
                .contains("Runs alone understate the uncertainty")
                .contains("./intona report " + records + " --out " + report)
                .contains(
                        "for model in LSTM-h4-v1 LSTM-h4-v2; do ./intona evaluate --corpus synthetic:small:1 --model $model --runs 3 --normalisation train")
                .contains("<td>" + System.getProperty("intona.revision", "unknown") + "</td>");
    }

    @Test
    void idsOfThePageAreUniqueAndLinksLead() throws IOException {
        String page = Files.readString(report.resolve("index.html"));
        Set<String> ids = new HashSet<>();
        Pattern.compile("\\bid=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .forEach(id -> assertThat(ids.add(id.group(1))).as(id.group(1)).isTrue());
        List<String> links = Pattern.compile("(?:href=\"#|url\\(#)([^\")]*)")
                .matcher(page)
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(ids).isNotEmpty().containsAll(links);
    }

    @Test
    void theSameRecordsGiveTheSameFiles() throws IOException {
        Path again = folder.resolve("again");
        assertThat(Command.run("report", records.toString(), "--out", again.toString())
                        .exitCode())
                .isZero();
        for (Path file : files(report)) {
            Path other = again.resolve(report.relativize(file).toString());
            if (!file.endsWith("index.html")) { // it names the folder it was written to
                assertThat(other).hasSameBinaryContentAs(file);
            }
        }
        assertThat(files(again)).hasSameSizeAs(files(report));
    }

    @Test
    void jsonHoldsTheNumbersOfTheTables() throws IOException {
        Ran json = Command.run("report", records.toString(), "--out", folder.toString(), "--json");
        assertThat(json.exitCode()).isZero();
        Schemas.assertValid("report", json.out());
        JsonNode result = JsonMapper.shared().readTree(json.out());
        JsonNode model = result.get("groups").get(0).get("models").get(1);
        String row = Files.readAllLines(report.resolve("strict/models.csv")).get(2);
        assertThat(row)
                .startsWith(model.get("model").asString() + ","
                        + model.get("parameters").asInt() + ",3,"
                        + model.get("uar_mean").asDouble() + ",");
        assertThat(result.get("files").size()).isEqualTo(files(folder).size());
    }

    // ---- one recording ----------------------------------------------------------------------------------------------

    @Test
    void aRecordingIsDrawnWithTheAttentionOfAModel() throws Exception {
        Path model = trained("LSTM-h4-v3");
        Path clip = folder.resolve("hello.wav");
        TestClips.write(clip, 1, 48_000, 48_000);
        Path out = folder.resolve("figures");
        Ran drawn =
                Command.run("report", "--clip", clip.toString(), "--model", model.toString(), "--out", out.toString());
        assertThat(drawn.exitCode()).as(drawn.err()).isZero();
        assertThat(drawn.out()).isEqualTo(out + ": figure-4.{svg,png} figure-5.{svg,png}\n");
        assertThat(texts(out.resolve("figure-4.svg")))
                .contains("time, s", "amplitude", "coefficient", "attention", "SD");
        assertThat(texts(out.resolve("figure-5.svg")))
                .contains("time, s", "attention vector", "score", "coefficient", "0", "1", "2");
    }

    private Path trained(String model) {
        Path file = folder.resolve("m.safetensors");
        Ran ran = Command.run(
                "train",
                "--corpus=synthetic:small",
                "--model=" + model,
                "--features=mfcc5",
                "--epochs=1",
                "--cache=" + shared.resolve("cache"),
                "--out=" + file);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return file;
    }

    @Test
    void aModelWithoutAttentionIsRefused() throws IOException {
        Path model = trained("LSTM-h4-mean");
        Path clip = folder.resolve("hello.wav");
        TestClips.write(clip, 1, 9_000, 48_000);
        assertFails(
                model + ": this is a model LSTM-h4-mean without attention, expected one with, such as LSTM-h64-v8",
                "--clip",
                clip.toString(),
                "--model",
                model.toString());
    }

    @Test
    void aRecordingTooLongToBeDrawnIsRefused() throws IOException {
        Path model = trained("LSTM-h4-v3");
        Path clip = folder.resolve("long.wav");
        TestClips.write(clip, 1, 61 * 8_000, 8_000);
        assertFails(
                clip + ": the recording is 61.0 s long, expected at most 60 s: the figures show every frame",
                "--clip",
                clip.toString(),
                "--model",
                model.toString());
    }

    // ---- what is wrong ----------------------------------------------------------------------------------------------

    private void assertFails(String sentence, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("report", "--out", folder.resolve("none").toString()));
        words.addAll(List.of(arguments));
        Ran failed = Command.run(words.toArray(String[]::new));
        assertThat(failed.err()).isEqualTo("intona report: " + sentence + "\n");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void foldersWithoutRecordsAreNamed() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertFails(
                empty + ": no records in this folder, expected files such as LSTM-h64-v8/run-01.json, which"
                        + " 'intona evaluate --out' writes",
                empty.toString());
        Path missing = folder.resolve("missing");
        assertFails(
                missing + ": there is no such folder, expected one with records, such as 'intona evaluate --out' fills",
                missing.toString());
        Path file = Files.createFile(folder.resolve("file"));
        assertFails(
                file + ": this is no folder, expected one with records, such as 'intona evaluate --out' fills",
                file.toString());
    }

    @Test
    void aDamagedRecordIsNamed() throws IOException {
        Path broken = folder.resolve("broken/LSTM-h4-v1/run-01.json");
        Files.createDirectories(broken.getParent());
        String good = Files.readString(records.resolve("LSTM-h4-v1/run-01.json"));
        Files.writeString(broken, good.replaceFirst("\"uar\": [0-9.]+", "\"uar\": 0.75"));
        Ran failed = Command.run("report", folder.resolve("broken").toString());
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err())
                .startsWith("intona report: " + broken + ": this record is damaged: its uar is 0.75, that of")
                .hasLineCount(1);
    }

    @Test
    void unfinishedRunsAndHiddenFoldersAreLeftAlone() throws IOException {
        Path copy = folder.resolve("copy/LSTM-h4-v1");
        Files.createDirectories(copy.resolve("run-02"));
        Files.createDirectories(folder.resolve("copy/.work/LSTM-h4-v1"));
        Path record = records.resolve("LSTM-h4-v1/run-01.json");
        Files.copy(record, copy.resolve("run-01.json"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(copy.resolve("run-02/fold-0.json"), "not yet");
        Files.writeString(folder.resolve("copy/.work/LSTM-h4-v1/run-03.json"), "not yet");
        Ran one = Command.run(
                "report",
                folder.resolve("copy").toString(),
                "--out",
                folder.resolve("out").toString());
        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(one.out()).contains("| LSTM-h4-v1 |        228 |    1 |").contains("need two models");
    }

    @Test
    void theRecordsThatComeWithTheSourcesMakeAReport() {
        Path root = Path.of(System.getProperty("intona.root"));
        for (String kept : List.of("results", "results-features-1")) {
            Ran onRecords = Command.run(
                    "report",
                    root.resolve(kept).toString(),
                    "--out=" + folder.resolve(kept).toString());
            assertThat(onRecords.exitCode()).as(onRecords.err()).isZero();
        }
    }
}
