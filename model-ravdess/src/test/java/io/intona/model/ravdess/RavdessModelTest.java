package io.intona.model.ravdess;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.Emotion;
import io.intona.EmotionRecognizer;
import io.intona.feature.FeatureSpec;
import io.intona.kernel.Kernels;
import io.intona.model.Calibration;
import io.intona.model.EmotionModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RavdessModelTest {
    private static final int MOST_BYTES = 500_000;

    private static byte[] bytes() throws IOException {
        try (InputStream stream = new RavdessModel().open()) {
            return stream.readAllBytes();
        }
    }

    private static String text(String resource) throws IOException {
        try (InputStream stream = RavdessModel.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void itIsWhatIsBundled() throws IOException {
        EmotionModel model = EmotionModel.read(new RavdessModel().open(), "model");
        assertThat(EmotionModel.bundled().provenance()).isEqualTo(model.provenance());
        assertThat(EmotionModel.bundled().parameters().values("classifier.weight"))
                .isEqualTo(model.parameters().values("classifier.weight"));
    }

    @Test
    void itIsSmall() throws IOException {
        assertThat(bytes().length).isLessThan(MOST_BYTES);
    }

    @Test
    void itHearsStreamsKnowsHowSureItIsAndMayAbstain() {
        EmotionModel model = EmotionModel.bundled();
        assertThat(model.labels()).isEqualTo(Emotion.RAVDESS);
        assertThat(model.features()).isEqualTo(FeatureSpec.PAPER.withTopDb(FeatureSpec.TopDb.OFF));
        assertThat(model.calibration().temperature()).isNotEqualTo(Calibration.NONE.temperature());
        assertThat(model.calibration().abstainThreshold()).isBetween(0.125, 0.99);
        assertThat(EmotionRecognizer.of(model, Kernels.of("scalar")).stream(16_000)
                        .frames())
                .isZero();
    }

    @Test
    void itSaysWhatItWasTrainedOnByWhom() {
        assertThat(EmotionModel.bundled().provenance())
                .containsEntry("corpus", "ravdess")
                .containsEntry("clips", "1440")
                .containsEntry("seed", "1")
                .containsEntry("dirty", "false");
    }

    @Test
    void theCardNamesTheseBytes() throws Exception {
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
        assertThat(text("README.md")).contains(sum);
    }

    @Test
    void licenceAndAttributionComeAlong() throws IOException {
        assertThat(text("LICENSE"))
                .startsWith("Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International")
                .contains("Section 8 – Interpretation.");
        assertThat(text("README.md"))
                .contains("Livingstone", "10.1371/journal.pone.0196391", "CC BY-NC-SA 4.0", "Article 5(1)(f)");
    }
}
