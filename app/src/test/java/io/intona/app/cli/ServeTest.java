package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.Command.Ran;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command itself, in process. */
class ServeTest {
    @TempDir
    Path folder;

    @Test
    void anAddressMayStandInBrackets() throws Exception {
        Path model = TestModels.write(folder.resolve("m.safetensors"), "mfcc5", 16_000);
        PipedOutputStream out = new PipedOutputStream();
        AtomicReference<Ran> ran = new AtomicReference<>();
        try (Scanner lines = new Scanner(new PipedInputStream(out), StandardCharsets.UTF_8)) {
            Thread serving = new Thread(() -> {
                try (out) {
                    ran.set(Command.run(out, "serve", "--port=0", "--host=[127.0.0.1]", "--model=" + model));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            serving.start();
            assertThat(lines.nextLine()).matches("listening on http://127\\.0\\.0\\.1:[0-9]+/");
            serving.interrupt();
            serving.join();
        }
        assertThat(ran.get().exitCode()).isZero();
    }

    @Test
    void tellsItsAddressAnswersAsClassifyDoesAndStopsWhenInterrupted() throws Exception {
        Path model = TestModels.write(folder.resolve("m.safetensors"), "mfcc5", 16_000);
        Path clip = TestClips.write(folder.resolve("a.wav"), 1, 20_000, 16_000);
        PipedOutputStream out = new PipedOutputStream();
        AtomicReference<Ran> ran = new AtomicReference<>();
        try (Scanner lines = new Scanner(new PipedInputStream(out), StandardCharsets.UTF_8)) {
            Thread serving = new Thread(() -> ran.set(Command.run(out, "serve", "--port=0", "--model=" + model)));
            serving.start();
            String line = lines.nextLine();
            assertThat(line).matches("listening on http://127\\.0\\.0\\.1:[0-9]+/");
            String body = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(line.substring(13) + "v1/recognize"))
                                    .POST(BodyPublishers.ofFile(clip))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            JsonNode said = JsonMapper.shared().readTree(body);
            JsonNode classified = JsonMapper.shared()
                    .readTree(Command.run("classify", "--json", "--model=" + model, clip.toString())
                            .out());
            for (String field : new String[] {"emotion", "abstains", "probabilities"}) {
                assertThat(said.get(field).toString())
                        .isEqualTo(classified.get(field).toString());
            }
            serving.interrupt();
            serving.join();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(ran.get().exitCode()).isZero();
        assertThat(ran.get().err()).isEmpty();
    }
}
