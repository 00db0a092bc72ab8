package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.intona.app.cli.Command.Ran;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** What is done with a service that listens. */
    private interface Client {
        void use(String line) throws IOException, InterruptedException;
    }

    /** Serves on a free port while a client, who is told the line that the command prints, uses it. */
    private static Ran served(Client client, Path model, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port=0", "--model=" + model));
        arguments.addAll(List.of(options));
        PipedOutputStream out = new PipedOutputStream();
        AtomicReference<Ran> ran = new AtomicReference<>();
        try (Scanner lines = new Scanner(new PipedInputStream(out), StandardCharsets.UTF_8)) {
            Thread serving = new Thread(() -> {
                try (out) {
                    ran.set(Command.run(out, arguments.toArray(String[]::new)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            serving.start();
            try {
                client.use(lines.nextLine());
            } finally {
                serving.interrupt();
                serving.join();
            }
        }
        return ran.get();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static boolean hasVersion6() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void anAddressOfVersion6StandsInBrackets() throws Exception {
        assumeTrue(hasVersion6(), "::1 cannot be listened on: this machine has no IPv6");
        Path model = TestModels.write(folder.resolve("m.safetensors"), "mfcc5", 16_000);
        Ran ran = served(
                line -> {
                    assertThat(line).matches("listening on http://\\[::1\\]:[0-9]+/");
                    URI ready = URI.create(line.substring(13) + "readyz");
                    assertThat(send(HttpRequest.newBuilder(ready)).statusCode()).isEqualTo(200);
                },
                model,
                "--host=[::1]");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void tellsItsAddressAnswersAsClassifyDoesAndStopsWhenInterrupted() throws Exception {
        Path model = TestModels.write(folder.resolve("m.safetensors"), "mfcc5", 16_000);
        Path clip = TestClips.write(folder.resolve("a.wav"), 1, 20_000, 16_000);
        JsonNode classified = JsonMapper.shared()
                .readTree(Command.run("classify", "--json", "--model=" + model, clip.toString())
                        .out());
        Ran ran = served(
                line -> {
                    assertThat(line).matches("listening on http://127\\.0\\.0\\.1:[0-9]+/");
                    JsonNode said = JsonMapper.shared()
                            .readTree(send(HttpRequest.newBuilder(URI.create(line.substring(13) + "v1/recognize"))
                                            .POST(BodyPublishers.ofFile(clip)))
                                    .body());
                    for (String field : List.of("emotion", "abstains", "probabilities")) {
                        assertThat(said.get(field).toString())
                                .isEqualTo(classified.get(field).toString());
                    }
                },
                model);
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
    }
}
