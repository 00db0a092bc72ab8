package io.intona.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The benchmarks of our own code run, and their checks hold; how fast it goes here means nothing. */
class SmokeTest {
    @Test
    void everyBenchmarkOfOursRuns() throws Exception {
        var results = new Runner(new OptionsBuilder()
                        .include("io.intona.bench")
                        .param("side", "simd", "scalar")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .shouldFailOnError(true)
                        .build())
                .run();
        assertThat(results).hasSizeGreaterThanOrEqualTo(1 + 12 + 4 + 3 + 2);
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }
}
