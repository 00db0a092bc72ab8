package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.Command.Ran;
import io.intona.audio.WavWriter;
import io.intona.lab.corpus.Corpora;
import io.intona.model.ModelProvider;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command without {@code --model} recognises with the model that comes along. */
class BundledModelTest {
    @TempDir
    private Path folder;

    private Path clip = Path.of("");
    private Path model = Path.of("");

    @BeforeEach
    void writeClipAndModel() throws Exception {
        clip = folder.resolve("voice.wav");
        WavWriter.write(
                Corpora.open("synthetic:small").utterances().get(0).source().read(), clip, WavWriter.Encoding.PCM_16);
        model = folder.resolve("model.safetensors");
        ModelProvider provider =
                ServiceLoader.load(ModelProvider.class).findFirst().orElseThrow();
        try (InputStream bytes = provider.open()) {
            Files.copy(bytes, model);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classify --json", "classify --json --timeline", "listen --json --sound"})
    void saysTheSameAsItsFile(String verb) {
        Ran bundled = Command.run((verb + " " + clip).split(" "));
        Ran file = Command.run((verb + " " + clip + " --model " + model).split(" "));
        assertThat(bundled.exitCode()).as(bundled.err()).isZero();
        assertThat(bundled.out()).isNotEmpty().isEqualTo(file.out());
        assertThat(bundled.out()).contains("surprised");
    }

    @Test
    void isServed() throws Exception {
        PipedOutputStream out = new PipedOutputStream();
        try (Scanner lines = new Scanner(new PipedInputStream(out), StandardCharsets.UTF_8)) {
            Thread serving = new Thread(() -> Command.run(out, "serve", "--port=0"));
            serving.start();
            String address = lines.nextLine().substring("listening on ".length());
            String said = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(address + "v1/model"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            assertThat(said).contains("LSTM-h64-v8");
            serving.interrupt();
            serving.join();
        }
    }
}
