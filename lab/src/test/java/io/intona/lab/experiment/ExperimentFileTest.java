package io.intona.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.intona.feature.FeatureSpec;
import io.intona.feature.FeatureSpec.TopDb;
import io.intona.lab.experiment.Experiment.Comparison;
import io.intona.lab.experiment.ExperimentSettings.Given;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.Schedule;
import io.intona.lab.train.TrainingSettings;
import io.intona.lab.yaml.YamlException;
import io.intona.nn.Initialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentFileTest {
    private static final String LEAST = "name: a\ncorpus: ravdess\nmodels: [LSTM-h4-v1, LSTM-h4-v2, LSTM-h4-mean]\n";

    @TempDir
    private Path folder;

    private Experiment read(String yaml) throws IOException {
        return ExperimentFile.read(Files.writeString(folder.resolve("a.yaml"), yaml));
    }

    @Test
    void whatTheFileDoesNotSayIsAsInAnEvaluation() throws IOException {
        assertThat(read(LEAST))
                .isEqualTo(new Experiment(
                        "a",
                        "ravdess",
                        List.of("LSTM-h4-v1", "LSTM-h4-v2", "LSTM-h4-mean"),
                        1,
                        1,
                        Protocol.STRICT,
                        FeatureSpec.PAPER,
                        new Given(TrainingSettings.DEFAULT),
                        WorkOrder.MODELS,
                        List.of()));
    }

    @Test
    void everythingCanBeSaid() throws IOException {
        String all = """
                %YAML 1.2
                ---
                name: my-table_2.1
                corpus: synthetic:small:-7
                models:
                  - LSTM-h64-v1   # soft attention
                  - "LSTM-h64-v8"
                comparisons:
                  - [LSTM-h64-v1, LSTM-h64-v8]
                runs: 010
                seed: -9223372036854775808
                protocol: {normalisation: all, epoch: last}
                features: logmel40
                frame: 2048
                hop: 300
                top_db: off
                epochs: 30
                settings:
                  schedule: cycles
                  learning_rate: 3e-3
                  weight_decay: .5
                  dropout: 0
                  t_0: 30
                  batch: 64
                  init: paper
                order: runs
                """;
        assertThat(read(all))
                .isEqualTo(new Experiment(
                        "my-table_2.1",
                        "synthetic:small:-7",
                        List.of("LSTM-h64-v1", "LSTM-h64-v8"),
                        10,
                        Long.MIN_VALUE,
                        Protocol.STRICT.with("normalisation", "all").with("epoch", "last"),
                        FeatureSpec.parse("logmel40").withFrame(2048, 300).withTopDb(TopDb.OFF),
                        new Given(
                                new TrainingSettings(3e-3, 0.5, 0, 30, 64, 30, Schedule.CYCLES, Initialization.XAVIER)),
                        WorkOrder.RUNS,
                        List.of(new Comparison("LSTM-h64-v1", "LSTM-h64-v8"))));
        assertThat(read(LEAST + "protocol: published").protocol()).isEqualTo(Protocol.PUBLISHED);
        assertThat(read(LEAST + "frame: 512").features().hopSamples()).isEqualTo(256);
    }

    private static Arguments row(String yaml, int line, String sentence) {
        return Arguments.of(yaml, line, sentence);
    }

    static Stream<Arguments> wrong() {
        String keys = "name, corpus, models, comparisons, runs, seed, protocol, features, frame, hop, top_db, epochs,"
                + " settings, order";
        return Stream.of(
                // no experiment at all
                row("", 1, "the file is empty, expected fields: " + keys),
                row("# nothing\n", 1, "the file is empty, expected fields: " + keys),
                row("- a\n", 1, "the file is a list, expected fields: " + keys),
                row("hello", 1, "the file is 'hello', expected fields: " + keys),
                row("name: a\nmodels: [a\n", 3, "this is no YAML: expected ',' or ']', but got <stream end>"),
                row(
                        "name: a\n\tcorpus: b\n",
                        2,
                        "this is no YAML: found character '\\t(TAB)' that cannot start any token."),
                row("name: a\nname: b\n", 2, "this is no YAML: Duplicate Object property \"name\""),
                row(LEAST + "---\nname: b\n", 5, "a second document begins, expected one"),
                row("name: &x a\ncorpus: *x\n", 2, "alias *x, expected the value itself"),
                // names
                row(LEAST + "epoch: 3\n", 4, "'epoch' is unknown, expected one of " + keys),
                row(
                        LEAST + "settings:\n  batch: 8\n  rate: 3\n",
                        6,
                        "'rate' is unknown, expected one of learning_rate,"
                                + " weight_decay, dropout, t_0, batch, init, gain_db, schedule, study, name"),
                row(
                        LEAST + "protocol: {tune: given}",
                        4,
                        "'tune' is unknown, expected one of normalisation, tuning," + " epoch, padding"),
                row("corpus: ravdess\nmodels: [LSTM-h4-v1]", 1, "name is missing"),
                row("\nname: a\nmodels: [LSTM-h4-v1]", 2, "corpus is missing"),
                row("name: a\ncorpus: ravdess", 1, "models is missing"),
                // types
                row(LEAST + "runs: [3]", 4, "runs is a list, expected one value"),
                row(LEAST + "runs:\n  three: 3", 4, "runs is fields, expected one value"),
                row(LEAST + "runs:\nseed: 1", 4, "runs is empty, expected one value"),
                row(LEAST + "runs: many", 4, "runs 'many', expected a whole number"),
                row(LEAST + "runs: 3.5", 4, "runs '3.5', expected a whole number"),
                row(LEAST + "seed: 9223372036854775808", 4, "seed '9223372036854775808', expected a whole number"),
                row(LEAST + "epochs: 1_000", 4, "epochs '1_000', expected a whole number"),
                row(LEAST + "epochs: 4294967297", 4, "epochs '4294967297', expected a whole number"),
                row(LEAST + "settings: 3", 4, "settings is '3', expected fields: learning_rate"),
                row(LEAST + "settings: {dropout: half}", 4, "dropout 'half', expected a number"),
                row(LEAST + "settings: {dropout: 0x1p-3}", 4, "dropout '0x1p-3', expected a number"),
                row(LEAST + "settings: {batch: 8.0}", 4, "batch '8.0', expected a whole number"),
                row(LEAST + "protocol: [strict]", 4, "protocol is a list, expected one value"),
                row(
                        "name: a\ncorpus: ravdess\nmodels: LSTM-h4-v1",
                        3,
                        "models is 'LSTM-h4-v1', expected a list of models"),
                row("name: a\ncorpus: ravdess\nmodels: []", 3, "models is an empty list, expected a list of models"),
                row("name: a\ncorpus: ravdess\nmodels:\n- [LSTM-h4-v1]", 4, "model is a list, expected one value"),
                // values
                row(
                        "name: ../a\ncorpus: ravdess\nmodels: [LSTM-h4-v1]",
                        1,
                        "name '../a', expected a folder's name: up to"
                                + " 100 letters, digits, dots, hyphens and underlines"),
                row(
                        "name: a\ncorpus: ravdess=/data\nmodels: [LSTM-h4-v1]",
                        2,
                        "corpus 'ravdess=/data', expected ravdess"
                                + " alone: its place differs from machine to machine, name it on the command line, --corpus"
                                + " ravdess=/data"),
                row(
                        "name: a\ncorpus: synthetic:tiny\nmodels: [LSTM-h4-v1]",
                        2,
                        "corpus 'synthetic:tiny', expected" + " ravdess, emodb, csv or synthetic[:small][:seed]"),
                row("name: a\ncorpus: iemocap\nmodels: [LSTM-h4-v1]", 2, "corpus 'iemocap', expected ravdess, emodb"),
                row(
                        "name: a\ncorpus: ravdess\nmodels:\n  - LSTM-h4-v1\n  - GRU-h4\n",
                        5,
                        "model 'GRU-h4' is unknown," + " expected such as LSTM-h64-v8"),
                row(
                        "name: a\ncorpus: ravdess\nmodels:\n  - LSTM-h4-v1\n  - LSTM-h4-v1\n",
                        5,
                        "model LSTM-h4-v1 comes twice, expected once"),
                row("name: a\ncorpus: ravdess\nmodels: [LSTM-h9999-v1]", 3, "9999 hidden units, expected 1 to 4096"),
                row(LEAST + "runs: 0", 4, "0 runs, expected 1 to 1000"),
                row(LEAST + "runs: 1001", 4, "1001 runs, expected 1 to 1000"),
                row(LEAST + "epochs: 0", 4, "0 epochs, expected 1 to 100000"),
                row(
                        LEAST + "protocol: lenient",
                        4,
                        "protocol 'lenient' is unknown, expected one of strict, published," + " adapted"),
                row(
                        LEAST + "protocol:\n  epoch: last\n  padding: ones",
                        6,
                        "padding 'ones' is unknown, expected one of" + " none, zeros"),
                row(LEAST + "features: pitch", 4, "features 'pitch' are unknown"),
                row(LEAST + "frame: 1000", 4, "frame of 1000 samples, expected a power of two"),
                row(LEAST + "frame: 512\nhop: 600", 5, "hop of 600 samples, expected 1 to the frame's 512"),
                row(LEAST + "top_db: 80", 4, "top_db '80' is unknown, expected clip or off"),
                row(LEAST + "order: folds", 4, "order 'folds' is unknown, expected models or runs"),
                row(LEAST + "settings:\n  dropout: 1", 5, "dropout 1.0, expected 0 to under 1"),
                row(LEAST + "settings:\n  learning_rate: 0", 5, "learning rate 0.0, expected a number above 0"),
                row(
                        LEAST + "settings:\n  learning_rate: 1e999",
                        5,
                        "learning rate Infinity, expected a number above 0"),
                row(
                        LEAST + "epochs: 5\nsettings:\n  t_0: 6\n  schedule: cycles",
                        7,
                        "schedule cycles with 6 cycles in 5" + " epochs, expected at most one cycle an epoch"),
                row(
                        LEAST + "settings: {gain_db: 6}\nprotocol: adapted",
                        5,
                        "gain of 6.0 dB with normalisation speaker, which has each speaker's own scale: expected gain"
                                + " 0, or normalisation train or all"),
                row(
                        LEAST + "protocol:\n  normalisation: speaker\nsettings:\n  gain_db: 6",
                        4,
                        "gain of 6.0 dB with normalisation speaker"),
                row(LEAST + "settings: {init: zeros}", 4, "init 'zeros' is unknown"),
                row(LEAST + "settings: {schedule: linear}", 4, "schedule 'linear' is unknown"),
                row(LEAST + "settings: {study: a.db}", 4, "name is missing"),
                row(LEAST + "settings: {name: a}", 4, "study is missing"),
                // comparisons
                row(
                        LEAST + "comparisons: LSTM-h4-v1",
                        4,
                        "comparisons is 'LSTM-h4-v1', expected a list of pairs of models"),
                row(LEAST + "comparisons: []", 4, "comparisons is an empty list, expected a list of pairs of models"),
                row(LEAST + "comparisons:\n- LSTM-h4-v1", 5, "a comparison is 'LSTM-h4-v1', expected [MODEL, MODEL]"),
                row(LEAST + "comparisons:\n- [LSTM-h4-v1]", 5, "a comparison is a list, expected [MODEL, MODEL]"),
                row(
                        LEAST + "comparisons:\n- [LSTM-h4-v1, LSTM-h4-v1]",
                        5,
                        "comparison of LSTM-h4-v1 with itself," + " expected two models"),
                row(
                        LEAST + "comparisons:\n- [LSTM-h4-v1, LSTM-h4-v4]",
                        5,
                        "comparison with LSTM-h4-v4, expected one of" + " the models"),
                row(
                        LEAST + "comparisons:\n- [LSTM-h4-v1, LSTM-h4-v2]\n- [LSTM-h4-v2, LSTM-h4-v1]",
                        6,
                        "the comparison [LSTM-h4-v2, LSTM-h4-v1] comes twice, expected once"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsToldWithItsLine(String yaml, int line, String sentence) {
        assertThatExceptionOfType(YamlException.class)
                .isThrownBy(() -> read(yaml))
                .withMessageStartingWith(folder.resolve("a.yaml") + ": line " + line + ": " + sentence)
                .withMessageNotContaining("\n");
    }

    @Test
    void aFileThatNestsForEverIsRefused() {
        assertThatExceptionOfType(YamlException.class)
                .isThrownBy(() -> read("a: " + "[".repeat(100_000)))
                .withMessageContaining("this is no YAML");
    }
}
