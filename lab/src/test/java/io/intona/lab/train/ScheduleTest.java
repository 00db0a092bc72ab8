package io.intona.lab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.intona.nn.GoldenModel;
import io.intona.nn.Initialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {
    private static final double RATE = 2e-3;

    private static TrainingSettings settings(Schedule schedule, int cosinePeriod, int epochs) {
        return new TrainingSettings(RATE, 0, 0, cosinePeriod, 16, epochs, schedule, Initialization.ORTHOGONAL);
    }

    @ParameterizedTest
    @MethodSource("io.intona.nn.GoldenModel#cases")
    void restartsHaveTheRatesOfPyTorch(GoldenModel.Case golden) {
        GoldenModel.AdamTrace trace = golden.adam();
        assertThat(trace.minimumRate()).isEqualTo(trace.learningRate() * Schedule.MINIMUM_SHARE);
        TrainingSettings settings = new TrainingSettings(
                trace.learningRate(), 0, 0, trace.period(), 16, 200, Schedule.RESTARTS, Initialization.ORTHOGONAL);
        for (int epoch = 0; epoch < trace.steps().size(); epoch++) {
            assertThat(settings.learningRate(epoch))
                    .isCloseTo(trace.steps().get(epoch).learningRate(), within(1e-18));
        }
    }

    @ParameterizedTest
    @CsvSource({"RESTARTS, 10, 200, 10", "RESTARTS, 3, 7, 3", "CYCLES, 10, 200, 20", "CYCLES, 3, 200, 66.66666666666667"
    })
    void theRateFallsAlongHalfACosineAndStartsAgain(Schedule schedule, int cosinePeriod, int epochs, double period) {
        TrainingSettings settings = settings(schedule, cosinePeriod, epochs);
        for (int epoch = 0; epoch < epochs; epoch++) {
            double current = epoch - period * Math.floor(epoch / period + 1e-12);
            double expected = RATE * (0.01 + 0.99 * (1 + Math.cos(Math.PI * current / period)) / 2);
            assertThat(settings.learningRate(epoch)).as("epoch %d", epoch).isCloseTo(expected, within(1e-15));
        }
    }

    @Test
    void aPeriodOfOneEpochIsAConstantRate() {
        TrainingSettings settings = settings(Schedule.RESTARTS, 1, 200);
        assertThat(settings.learningRate(0)).isEqualTo(RATE);
        assertThat(settings.learningRate(137)).isEqualTo(RATE);
    }

    @Test
    void oneCycleFallsFromTheFirstEpochToTheLast() {
        TrainingSettings settings = settings(Schedule.CYCLES, 1, 200);
        for (int epoch = 1; epoch < 200; epoch++) {
            assertThat(settings.learningRate(epoch)).isLessThan(settings.learningRate(epoch - 1));
        }
        assertThat(settings.learningRate(199)).isBetween(RATE * 0.01, RATE * 0.011);
    }

    @Test
    void schedulesAreReadByTheirNames() {
        for (Schedule schedule : Schedule.values()) {
            assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.parse("linear"))
                .withMessage("schedule 'linear' is unknown, expected one of restarts, cycles");
    }
}
