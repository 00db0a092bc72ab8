package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, where a signal ends it and its temporary files can be watched. */
class ServeProcessTest {
    @TempDir
    Path folder;

    private static HttpResponse<String> post(String address, String type, byte[] body)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address + "v1/recognize"))
                                .header("Content-Type", type)
                                .header("Authorization", "Bearer correct-horse-battery")
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private Process start(Map<String, String> environment, List<String> javaOptions, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(javaOptions);
        command.addAll(List.of(Main.class.getName(), "serve", "--port=0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder.redirectError(folder.resolve("err").toFile()).start();
    }

    private Process start(String... arguments) throws IOException {
        return start(Map.of(), List.of(), arguments);
    }

    @Test
    void endsWellOnASignalBeforeItListens() throws Exception {
        Path token = folder.resolve("token");
        assumeTrue(new ProcessBuilder("mkfifo", token.toString()).start().waitFor() == 0);
        Process process = start("--token-file=" + token);
        try (OutputStream waitsForTheReader = Files.newOutputStream(token)) {
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whatFailsIsNotTakenForAnEnd() throws Exception {
        Process process = start("--token-file=" + folder.resolve("none"));
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void takesItsTokenFromTheEnvironmentTouchesNoDiskAndEndsWellOnASignal() throws Exception {
        Path model = TestModels.write(folder.resolve("m.safetensors"), "mfcc5", 16_000);
        byte[] wav = Files.readAllBytes(TestClips.write(folder.resolve("a.wav"), 1, 500_000, 16_000));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Process process = start(
                Map.of(Serve.TOKEN_VARIABLE, "correct-horse-battery"),
                List.of("-Djava.io.tmpdir=" + temporary),
                "--model=" + model,
                "--host=0.0.0.0");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                WatchService watch = temporary.getFileSystem().newWatchService()) {
            temporary.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            String line = out.readLine();
            assertThat(line).as(Files.readString(folder.resolve("err"))).startsWith("listening on http://0.0.0.0:");
            String address = line.substring(13);
            assertThat(post(address, "audio/wav", wav).statusCode()).isEqualTo(200);
            ByteArrayOutputStream form = new ByteArrayOutputStream();
            form.writeBytes("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            form.writeBytes(wav);
            form.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(post(address, "multipart/form-data; boundary=b", form.toByteArray())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(watch.poll(50, TimeUnit.MILLISECONDS)).isNull();
            assertThat(temporary).isEmptyDirectory();
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(folder.resolve("err")).isEmptyFile();
        } finally {
            process.destroyForcibly();
        }
    }
}
