package io.intona.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.intona.lab.yaml.YamlException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpaceFileTest {
    @Test
    void thePapersSpaceIsThePapers() {
        assertThat(SearchSpace.builtIn("paper").distributions())
                .containsExactly(
                        java.util.Map.entry("learning_rate", new Distribution.FloatRange(3e-5, 2e-4, true, 0)),
                        java.util.Map.entry("weight_decay", new Distribution.FloatRange(2e-5, 2e-2, true, 0)),
                        java.util.Map.entry("dropout", new Distribution.FloatRange(0.1, 0.5, false, 0)),
                        java.util.Map.entry("t_0", new Distribution.Categorical(List.of(1, 2, 3, 5, 10))),
                        java.util.Map.entry("batch", new Distribution.Categorical(List.of(16, 32, 64))));
    }

    @Test
    void theWideSpaceContainsThePapers() {
        var wide = SearchSpace.builtIn("wide").distributions();
        SearchSpace.builtIn("paper").distributions().forEach((name, narrow) -> {
            if (narrow instanceof Distribution.FloatRange range) {
                assertThat(wide.get(name).contains(range.low())).isTrue();
                assertThat(wide.get(name).contains(range.high())).isTrue();
            } else if (narrow instanceof Distribution.Categorical choices) {
                assertThat(((Distribution.Categorical) wide.get(name)).choices())
                        .containsAll(choices.choices());
            }
        });
    }

    @Test
    void rangesOfWholeNumbersStepsAndWordsAreRead() throws Exception {
        SearchSpace space = SpaceFile.parse(Path.of("s.yaml"), """
                batch: {low: 4, high: 64, log: true}
                t_0: {low: 2, high: 10, step: 4}
                dropout: {low: 0, high: 0.5, step: 0.1}
                schedule: [restarts, cycles]
                init: [orthogonal, paper]
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(space.distributions().values())
                .containsExactly(
                        new Distribution.IntRange(4, 64, true, 1),
                        new Distribution.IntRange(2, 10, false, 4),
                        new Distribution.FloatRange(0, 0.5, false, 0.1),
                        new Distribution.Categorical(List.of("restarts", "cycles")),
                        new Distribution.Categorical(List.of("orthogonal", "paper")));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                row("", "line 1: the file is empty, expected fields: learning_rate, weight_decay"),
                row("{}", "line 1: no settings, expected some such as dropout: {low: 0.1, high: 0.5}"),
                row("dropout", "line 1: the file is 'dropout', expected fields: learning_rate"),
                row("- dropout", "line 1: the file is a list, expected fields: learning_rate"),
                row("dropout: {low: 0.1, high: 0.5", "line 1: this is no YAML: "),
                row(
                        "t_0: [1]\n\nlerning_rate: [1]",
                        "line 3: 'lerning_rate' is unknown, expected one of learning_rate,"
                                + " weight_decay, dropout, t_0, batch, schedule, init"),
                row("epochs: [10, 20]", "line 1: 'epochs' is unknown, expected one of"),
                row("t_0: [1]\nt_0: [2]", "line 2: this is no YAML: Duplicate Object property"),
                row("dropout: 0.5", "line 1: dropout is '0.5', expected choices such as [1, 2] or a range"),
                row("dropout: [a]", "line 1: dropout 'a', expected a number"),
                row("dropout: []", "line 1: dropout: no choices, expected at least one"),
                row("batch: [16, 16]", "line 1: batch: choices [16, 16] have one twice, expected each once"),
                row("batch: [16.5]", "line 1: batch '16.5', expected a whole number"),
                row("batch: [1]", "line 1: batch: batch of 1, expected 2 or more: one clip has no variance"),
                row("schedule: [cosine]", "line 1: schedule: schedule 'cosine' is unknown, expected one of"),
                row("schedule: {low: 1, high: 2}", "line 1: schedule: a range of words, expected choices"),
                row("t_0: [1]\ndropout: {low: 0.1}", "line 2: high is missing"),
                row("dropout: {high: 0.1}", "line 1: low is missing"),
                row("dropout: {low: 0.5, high: 0.1}", "line 1: dropout: low 0.5 above high 0.1, expected low first"),
                row("dropout: {low: 0.1, high: 1}", "line 1: dropout: dropout 1.0, expected 0 to under 1"),
                row("dropout: {low: 0, high: 0.1, log: true}", "line 1: dropout: log with low 0.0, expected a number"),
                row("dropout: {low: 0, high: 0.1, log: 1}", "line 1: log '1', expected true or false"),
                row(
                        "dropout: {low: 0, high: 0.1, min: 1}",
                        "line 1: 'min' is unknown, expected one of low, high, log, step"),
                row("dropout: {low: 0, high: 0.5, step: 0.2}", "line 1: dropout: high 0.5 is no whole number of steps"),
                row("dropout: {low: 0, high: 0.5, step: 0}", "line 1: step 0.0, expected a number above 0"),
                row("dropout: &x [0.1]\nweight_decay: *x", "line 2: alias *x, expected the value itself"),
                row("weight_decay: {low: 1e-4, high: 1e-2, log: true, step: 1e-4}", "log and step together"),
                row("batch: {low: 4, high: 9, step: 2}", "line 1: batch: high 9 is no whole number of steps of 2"),
                row("batch: {low: 4, high: 8, step: -1}", "line 1: batch: step -1, expected 1 or more"),
                row("batch: {low: 4, high: 1e99}", "line 1: high '1e99', expected a whole number"),
                row("learning_rate: {low: .nan, high: 1}", "line 1: low '.nan', expected a number"),
                row("learning_rate: {low: 1e-4, high: .inf}", "line 1: high '.inf', expected a number"));
    }

    private static Arguments row(String yaml, String sentence) {
        return Arguments.of(yaml, sentence);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsLine(String yaml, String sentence) {
        assertThatExceptionOfType(YamlException.class)
                .isThrownBy(() -> SpaceFile.parse(Path.of("s.yaml"), yaml.getBytes(StandardCharsets.UTF_8)))
                .withMessageStartingWith("s.yaml: line ")
                .withMessageContaining(sentence)
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n"));
    }
}
