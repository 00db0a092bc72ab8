package io.intona;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.audio.AudioClip;
import io.intona.model.EmotionModel;
import io.intona.model.ModelProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class paths with no model, one, two and a damaged one, each in a JVM of its own. */
class BundledModelTest {
    private static final EmotionModel MODEL =
            EmotionRecognizerTest.model("LSTM-h8-v3", io.intona.feature.FeatureSpec.parse("mfcc13"));

    @TempDir
    Path folder;

    /** A model as a resource. */
    public static class One implements ModelProvider {
        @Override
        public String name() {
            return "the model of the test";
        }

        @Override
        public InputStream open() throws IOException {
            InputStream stream = One.class.getResourceAsStream("/m.safetensors");
            if (stream == null) {
                throw new IOException("no resource m.safetensors");
            }
            return stream;
        }
    }

    /** Another one. */
    public static final class Two extends One {
        @Override
        public String name() {
            return "another model";
        }
    }

    /** Says what the bundled model says of a clip. */
    public static final class Program {
        public static void main(String[] arguments) {
            try {
                System.out.print(said(EmotionRecognizer.bundled()));
            } catch (RuntimeException e) {
                System.out.print(e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
    }

    private static String said(EmotionRecognizer recognizer) {
        AudioClip clip = EmotionRecognizerTest.clip(1, 48_000, 48_000);
        return recognizer.recognize(clip).toString();
    }

    private String ran(Class<?>... providers) throws Exception {
        StringBuilder names = new StringBuilder();
        for (Class<?> provider : providers) {
            names.append(provider.getName()).append('\n');
        }
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(ModelProvider.class.getName()), names);
        ChildJava.Ran ran =
                ChildJava.run(folder, "-D" + EmotionRecognizer.KERNELS_PROPERTY + "=scalar", Program.class.getName());
        assertThat(ran.exitCode()).isZero();
        return ran.output();
    }

    @Test
    void theModelOnTheClassPathIsFound() throws Exception {
        MODEL.write(folder.resolve("m.safetensors"));
        assertThat(ran(One.class)).isEqualTo(said(EmotionRecognizer.of(MODEL, io.intona.kernel.Kernels.of("scalar"))));
    }

    @Test
    void withoutOneItSaysWhatToAdd() throws Exception {
        assertThat(ran())
                .isEqualTo("IllegalStateException: no model on the class path, expected the artifact"
                        + " io.intona:intona-model-ravdess, or load a model file");
    }

    @Test
    void twoAreOneTooMany() throws Exception {
        assertThat(ran(One.class, Two.class))
                .isEqualTo("IllegalStateException: another model and the model of the test are on the class path,"
                        + " expected one model, or load a model file");
    }

    @Test
    void aDamagedOneIsNamed() throws Exception {
        Files.writeString(folder.resolve("m.safetensors"), "model");
        assertThat(ran(One.class))
                .isEqualTo("UncheckedIOException: the model of the test: the file has 5 bytes, expected a safetensors"
                        + " file of at least 8");
    }
}
