package io.intona.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.fuzz.Fuzzing;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelFuzzTest {
    @Test
    void aDamagedFileGivesAModelOrASentence() {
        List<byte[]> good = Stream.of("LSTM-h4-v2", "LSTM-h4-mean")
                .map(name -> TestModels.model(name).withCalibration(new Calibration(1.5, 0.2)))
                .map(model -> ModelFile.container(model).write())
                .toList();
        Fuzzing.Tally tally = new Fuzzing(5, good, 16 << 20)
                .run(
                        file -> file,
                        ModelFileException.class,
                        file -> EmotionModel.read(new ByteArrayInputStream(file), "a.safetensors"));
        assertThat(tally.read()).isPositive();
        assertThat(tally.refused()).isPositive();
    }
}
