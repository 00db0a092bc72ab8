package io.intona.lab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intona.nn.Initialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingSettingsTest {
    @Test
    void recordsNameEverySetting() {
        assertThat(TrainingSettings.DEFAULT.fields())
                .hasToString("{learning_rate=0.001, weight_decay=0.002, dropout=0.3, t_0=10, batch=16, epochs=200, "
                        + "schedule=restarts, init=orthogonal}");
        assertThat(TrainingSettings.DEFAULT.withEpochs(7).fields()).containsEntry("epochs", 7);
    }

    @Test
    void aGainIsNamedOnlyWhereThereIsOne() {
        TrainingSettings louder = TrainingSettings.DEFAULT.with("gain_db", 12);
        assertThat(louder.gainDb()).isEqualTo(12);
        assertThat(louder.fields()).containsEntry("gain_db", 12.0);
        assertThat(louder.with("gain_db", 0)).isEqualTo(TrainingSettings.DEFAULT);
        assertThat(louder.withEpochs(3).gainDb()).isEqualTo(12);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingSettings.DEFAULT.with("gain_db", 41))
                .withMessage("gain of 41.0 dB, expected 0 to 40.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingSettings.DEFAULT.with("volume", 1))
                .withMessage(
                        "settings have no field 'volume', expected one of learning_rate, weight_decay, dropout, t_0,"
                                + " batch, epochs, schedule, init, gain_db");
    }

    @Test
    void theStartOfTheWeightsIsReadByItsName() {
        assertThat(TrainingSettings.parseInitialization("orthogonal")).isEqualTo(Initialization.ORTHOGONAL);
        assertThat(TrainingSettings.parseInitialization("paper")).isEqualTo(Initialization.XAVIER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingSettings.parseInitialization("he"))
                .withMessage("init 'he' is unknown, expected one of orthogonal, paper");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 | 0 | 1 | 2 | 1 | RESTARTS | learning rate 0.0, expected a number above 0",
                "NaN | 0 | 0 | 1 | 2 | 1 | RESTARTS | learning rate NaN, expected a number above 0",
                "Infinity | 0 | 0 | 1 | 2 | 1 | RESTARTS | learning rate Infinity, expected a number above 0",
                "1 | -0.1 | 0 | 1 | 2 | 1 | RESTARTS | weight decay -0.1, expected 0 or more",
                "1 | NaN | 0 | 1 | 2 | 1 | RESTARTS | weight decay NaN, expected 0 or more",
                "1 | 0 | 1 | 1 | 2 | 1 | RESTARTS | dropout 1.0, expected 0 to under 1",
                "1 | 0 | NaN | 1 | 2 | 1 | RESTARTS | dropout NaN, expected 0 to under 1",
                "1 | 0 | 0 | 0 | 2 | 1 | RESTARTS | T_0 0, expected 1 or more",
                "1 | 0 | 0 | 1 | 1 | 1 | RESTARTS | batch of 1, expected 2 or more: one clip has no variance",
                "1 | 0 | 0 | 1 | 2 | 0 | RESTARTS | 0 epochs, expected 1 to 100000",
                "1 | 0 | 0 | 1 | 2 | 100001 | RESTARTS | 100001 epochs, expected 1 to 100000",
                "1 | 0 | 0 | 3 | 2 | 2 | CYCLES | schedule cycles with 3 cycles in 2 epochs, expected at most one cycle an epoch"
            })
    void settingsThatCannotBeAreRefused(
            double learningRate,
            double weightDecay,
            double dropout,
            int cosinePeriod,
            int batchSize,
            int epochs,
            Schedule schedule,
            String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingSettings(
                        learningRate,
                        weightDecay,
                        dropout,
                        cosinePeriod,
                        batchSize,
                        epochs,
                        schedule,
                        Initialization.ORTHOGONAL))
                .withMessage(message);
    }
}
