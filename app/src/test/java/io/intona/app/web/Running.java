package io.intona.app.web;

import io.intona.EmotionRecognizer;
import io.intona.TimelineOptions;
import io.intona.app.cli.TestClips;
import io.intona.app.cli.TestModels;
import io.intona.audio.AudioClip;
import io.intona.audio.WavWriter;
import io.intona.feature.FeatureSpec;
import io.intona.feature.FeatureSpec.TopDb;
import io.intona.kernel.Kernels;
import io.intona.model.EmotionModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoublePredicate;

/** A real service on a free port, with a model whose numbers come from a seed. */
final class Running implements AutoCloseable {
    static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** Limits that tests reach quickly, where they differ from the ordinary ones. */
    static final Limits LIMITS = new Limits(1 << 20, 20, 2, 4, 4, 10, 20, 5, 8192, 5);

    static final FeatureSpec STREAMING =
            FeatureSpec.parse("mfcc5").withSampleRateHz(16_000).withTopDb(TopDb.OFF);

    private static final byte[] LONG = wav(9, 15 * 8_000, 8_000);

    final WebServer server;
    final EmotionRecognizer recognizer;

    Running(Settings settings, FeatureSpec features) {
        this(settings, model(features));
    }

    Running(Settings settings, EmotionModel model) {
        Kernels kernels = Kernels.of("auto");
        try {
            recognizer = EmotionRecognizer.of(model, kernels);
            server = WebServer.start(recognizer, kernels, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static EmotionModel model(FeatureSpec features) {
        try {
            Path file = Files.createTempFile("model", ".safetensors");
            try {
                return EmotionModel.read(TestModels.write(file, features));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Running start() {
        return new Running(settings(LIMITS), STREAMING);
    }

    /** A service that wants a token, behind a proxy that browsers know by some names. */
    static Running guarded(String token, String... publicNames) {
        return new Running(
                new Settings("127.0.0.1", 0, Optional.of(token), Set.of(publicNames), LIMITS, TimelineOptions.DEFAULT),
                STREAMING);
    }

    static Settings settings(Limits limits) {
        return new Settings("127.0.0.1", 0, Optional.empty(), Set.of(), limits, TimelineOptions.DEFAULT);
    }

    /** A service that hears long recordings window by window, which takes a second or so. */
    static Running slow(Limits limits) {
        return new Running(
                new Settings("127.0.0.1", 0, Optional.empty(), Set.of(), limits, new TimelineOptions(4, 0.1, 0.5)),
                STREAMING);
    }

    /** What keeps a worker of such a service busy. */
    CompletableFuture<HttpResponse<String>> keepBusy() {
        HttpRequest request = request("v1/recognize?timeline=true")
                .POST(HttpRequest.BodyPublishers.ofByteArray(LONG))
                .build();
        return CLIENT.sendAsync(request, BodyHandlers.ofString());
    }

    /** The number that a line of the metrics ends with; 0 if there is no such line. */
    double metric(String line) {
        return get("metrics")
                .body()
                .lines()
                .filter(each -> each.startsWith(line + " "))
                .mapToDouble(each -> Double.parseDouble(each.substring(line.length() + 1)))
                .sum();
    }

    /** Waits until such a number is as it should be. */
    void await(String line, DoublePredicate isSo) {
        Deadline deadline = Deadline.in(20);
        while (!isSo.test(metric(line))) {
            if (deadline.hasPassed()) {
                throw new AssertionError("waited in vain for another number than " + line + " " + metric(line));
            }
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    URI uri(String path) {
        return server.address().resolve(path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    HttpRequest head(String path) {
        return request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
    }

    HttpResponse<String> post(String path, byte[] body) {
        return send(
                request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
            Contract.assertKept(request, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A WAV file of noise. */
    static byte[] wav(int seed, int samples, int sampleRateHz) {
        return wav(TestClips.clip(seed, samples, sampleRateHz));
    }

    static byte[] wav(AudioClip clip) {
        try {
            Path file = Files.createTempFile("clip", ".wav");
            try {
                WavWriter.write(clip, file, WavWriter.Encoding.FLOAT_32);
                return Files.readAllBytes(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
