package io.intona.app.web;

import io.intona.EmotionRecognizer;
import io.intona.feature.FeatureSpec;
import io.intona.feature.FeatureSpec.TopDb;
import io.intona.kernel.Kernels;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PracticeTest {
    @ParameterizedTest
    @CsvSource({"OFF, 16000", "CLIP, 16000", "OFF, 32000"})
    void everyModelIsPractisedForSomeSecondsAtMost(TopDb topDb, int rateHz) {
        FeatureSpec features =
                FeatureSpec.parse("mfcc5").withSampleRateHz(rateHz).withTopDb(topDb);
        Kernels kernels = Kernels.of("auto");
        EmotionRecognizer recognizer = EmotionRecognizer.of(Running.model(features), kernels);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> Practice.run(recognizer, kernels, Running.settings(Running.LIMITS)));
    }
}
