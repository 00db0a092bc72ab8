package io.intona.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.lab.experiment.ExperimentStatus.ModelStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
    private static ModelStatus model(int running, int left) {
        return new ModelStatus("LSTM-h4-v1", 5, running, left, List.of());
    }

    @Test
    void nothingIsKnownBeforeTheFirstTrainingIsDoneUnlessNothingIsLeft() {
        TimeLeft some = new TimeLeft(20);
        some.add(1000, model(0, 5), Double.NaN);
        assertThat(some.seconds()).isNaN();
        TimeLeft nothing = new TimeLeft(20);
        nothing.add(1000, model(0, 0), Double.NaN);
        assertThat(nothing.seconds()).isZero();
    }

    @Test
    void whatRunsCountsAsHalfDoneAndAllGoesOnSideBySideAsNow() {
        TimeLeft timeLeft = new TimeLeft(20);
        timeLeft.add(1000, model(2, 7), 0.5);
        assertThat(timeLeft.seconds()).isCloseTo((7 + 2 * 0.5) * 20 * 0.5 / 2, within(1e-9));
    }

    @Test
    void whereNothingRunsTheCoresOfThisMachineWould() {
        TimeLeft timeLeft = new TimeLeft(20);
        timeLeft.add(1000, model(0, 7), 0.5);
        int cores = Runtime.getRuntime().availableProcessors();
        assertThat(timeLeft.seconds()).isCloseTo(7 * 20 * 0.5 / cores, within(1e-9));
    }

    @Test
    void aModelThatWasNotMeasuredTakesTimeByItsParameters() {
        TimeLeft timeLeft = new TimeLeft(10);
        timeLeft.add(1000, model(1, 0), 2);
        timeLeft.add(3000, model(0, 4), Double.NaN);
        assertThat(timeLeft.seconds()).isCloseTo(0.5 * 10 * 2 + 4 * 10 * 6, within(1e-9));
    }
}
