package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.Command.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TuneTest {
    /** Shared by all tests, so that features are computed once. */
    @TempDir
    static Path cache;

    @TempDir
    Path folder;

    private Ran tune(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("tune", "--corpus", "synthetic:small", "--model", "LSTM-h4-v2", "--features", "mfcc5"));
        arguments.addAll(List.of("--cache", cache.toString(), "--epochs", "2", "--trials", "2"));
        arguments.addAll(List.of("--study", folder.resolve("s.db").toString()));
        arguments.addAll(List.of(more));
        return Command.run(arguments.toArray(String[]::new));
    }

    @Test
    void jsonNamesEachFoldsWinner() {
        Ran ran = tune("--json", "--name=a", "--top-k=2", "--repeats=1");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        Schemas.assertValid("tune", ran.out());
        JsonNode result = JsonMapper.shared().readTree(ran.out());
        assertThat(result.get("tuning").asString()).isEqualTo("nested");
        assertThat(result.get("studies")).hasSize(5);
        for (int fold = 0; fold < 5; fold++) {
            JsonNode study = result.get("studies").get(fold);
            assertThat(study.get("study").asString()).isEqualTo("a/fold-" + fold);
            assertThat(study.get("trials").toString())
                    .isEqualTo("{\"asked\":2,\"complete\":2,\"pruned\":0,\"failed\":0}");
            assertThat(study.get("winner").get("repeats")).hasSize(1);
            assertThat(study.get("winner").get("score").asDouble())
                    .isEqualTo(study.get("winner").get("repeats").get(0).asDouble());
        }
        assertThat(tune("--json", "--name=a", "--top-k=2", "--repeats=1").out())
                .as("the same command again")
                .isEqualTo(ran.out());
    }

    @Test
    void aPersonReadsWhatMayBeSaidOfTheSettings() throws IOException {
        Path plots = folder.resolve("plots");
        Ran nested = tune("--folds=1,3", "--judge=cycles", "--top-k=0", "--plots=" + plots);
        assertThat(plots.resolve("slices-LSTM-h4-v2-fold-3.svg")).content().contains(">learning_rate<");
        assertThat(plots.resolve("history-LSTM-h4-v2-fold-1.png")).exists();
        assertThat(nested.outLines().get(0))
                .isEqualTo(
                        "LSTM-h4-v2 on synthetic:small:1: 192 clips, 8 speakers, 8 emotions: each fold's settings are"
                                + " searched without its test speakers, judged by cycles (nested)");
        assertThat(nested.out())
                .contains("LSTM-h4-v2/fold-1: 2 trials complete, 0 pruned, 0 failed")
                .contains("LSTM-h4-v2/fold-3: ")
                .doesNotContain("fold-0")
                .containsPattern("winner #[01] +UAR 0\\.[0-9]{4} \\(not trained again\\) learning_rate ");
        Path space = Files.writeString(folder.resolve("space.yaml"), "dropout: {low: 0.1, high: 0.5, step: 0.1}\n");
        Ran shared = tune("--tuning=shared", "--name=b", "--space=" + space, "--json");
        Schemas.assertValid("tune", shared.out());
        Ran again = tune("--tuning=shared", "--name=b", "--space=" + space);
        assertThat(again.out()).contains("not free of leaks (shared)");
        assertThat(tune("--tuning=test", "--name=c", "--space=" + space).out())
                .contains("searched on the test speakers: the settings have seen the test (test)");
    }

    @Test
    void whoAsksForLessOfAFinishedSearchIsShownItsOwnWinnersAndToldWhatDecidesThem() {
        Ran done = tune("--folds=0,1", "--judge=cycles", "--top-k=2", "--repeats=1");
        assertThat(done.err()).isEmpty();
        Ran shown = tune("--folds=0,1", "--judge=cycles", "--top-k=1", "--repeats=1");
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out()).isEqualTo(done.out());
        assertThat(shown.err())
                .isEqualTo("intona tune: where nothing was left to do, what was asked for before decides the winner:"
                        + " --trials 2 --top-k 2 --repeats 1\n");
    }

    @Test
    void anotherSearchOfTheSameNameIsRefusedByTheField() {
        tune("--folds=0", "--judge=cycles", "--top-k=0");
        Ran ran = tune("--folds=0", "--judge=cycles", "--top-k=0", "--dropout=0.2", "--init=paper");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .isEqualTo(
                        "intona tune: " + folder.resolve("s.db") + ": study 'LSTM-h4-v2/fold-0' was begun with"
                                + " settings.init = \"orthogonal\", this search has \"paper\"; choose another --name or file\n");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("--trials=0", "'--trials': expected 1 or more but was 0"),
                Arguments.of("--folds=0,5", "--folds: fold 5, expected 0 to 4"),
                Arguments.of("--top-k=-1", "--top-k: expected 0 or more but was -1"),
                Arguments.of("--repeats=0", "'--repeats': expected 1 or more but was 0"),
                Arguments.of("--parallel=0", "'--parallel': expected 1 or more but was 0"),
                Arguments.of("--judge=me", "judge 'me' is unknown, expected one of inner, cycles"),
                Arguments.of("--sampler=cma", "sampler 'cma' is unknown, expected one of tpe, random"),
                Arguments.of("--profile=o5.0", "profile 'o5.0' is unknown, expected one of o3.1, o4.9"),
                Arguments.of("--pruner=hyper", "pruner 'hyper' is unknown, expected one of none, median, percentile"),
                Arguments.of("--stamp=v1", "stamp 'v1' is unknown, expected one of v3.0.0.d, v3.2.0.a"),
                Arguments.of(
                        "--schedule=cycles --period=1",
                        "--epochs and --space: a trial may have schedule cycles with T_0 10 in 2 epochs, expected 10"
                                + " epochs or more, or a smaller T_0"),
                Arguments.of(
                        "--gain=6 --normalisation=speaker",
                        "--gain: gain of 6.0 dB with normalisation speaker, which has each speaker's own scale"),
                Arguments.of("--name=", "--name: expected a name but the word is empty"),
                Arguments.of(
                        "--tuning=given", "--tuning given means that nothing is searched, expected nested, shared"),
                Arguments.of(
                        "--tuning=shared --judge=inner",
                        "--judge goes with --tuning nested; with shared every fold's" + " validation speakers judge"),
                Arguments.of("--epoch=last", "unknown option '--epoch=last', did you mean --epochs"),
                Arguments.of("--tuning=me", "--tuning 'me' is unknown, expected one of given, nested, shared, test"),
                Arguments.of(
                        "--protocol=published --judge=inner",
                        "--judge goes with --tuning nested; with test every fold's test speakers judge"),
                Arguments.of("--tuning=test --judge=inner", "with test every fold's test speakers judge"),
                Arguments.of(
                        "--tuning=shared --folds=0", "--folds goes with --tuning nested; with shared there is one"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void whoAsksWronglyIsToldInOneSentenceAndNoFileIsMade(String options, String sentence) throws IOException {
        Ran ran = tune(options.split(" "));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).hasLineCount(1).contains(sentence);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void theHelpTellsWhatTheRulesMeanInASearch() {
        String help = Command.run("tune", "--help").out().replaceAll("\\s+", " ");
        assertThat(help)
                .contains("--tuning=nested|shared|test ", "(default: nested, with --protocol published test).")
                .doesNotContain("--epoch=", "goes into the record", "tested on");
        assertThat(Command.run("evaluate", "--help").out()).contains("--epoch=validation|last|test");
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("--space=@/none.yaml", "@/none.yaml: there is no such file or folder"),
                Arguments.of("--space=@/bad.yaml", "@/bad.yaml: line 2: dropout: dropout 2.0, expected 0 to under 1"),
                Arguments.of("--study=@/none/s.db", "@/none/s.db: there is no folder @/none that takes a study file"),
                Arguments.of("--study=@", "@: this is a folder, expected a study file such as study.db"),
                Arguments.of("--study=@/bad.yaml", "@/bad.yaml: "));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileThatCannotBeUsedIsNamed(String option, String sentence) throws IOException {
        Files.writeString(folder.resolve("bad.yaml"), "# a comment\ndropout: [0.1, 2.0]\n");
        Ran ran = Command.run(
                "tune",
                "--corpus=synthetic:small",
                "--model=LSTM-h4-v2",
                "--features=mfcc5",
                "--cache=" + cache,
                "--trials=2",
                option.startsWith("--study") ? "--epochs=2" : "--study=" + folder.resolve("s.db"),
                option.replace("@", folder.toString()));
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).hasLineCount(1).startsWith("intona tune: " + sentence.replace("@", folder.toString()));
    }
}
