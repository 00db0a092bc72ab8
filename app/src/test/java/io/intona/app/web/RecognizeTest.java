package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.Recognition;
import io.intona.Segment;
import io.intona.Timeline;
import io.intona.app.cli.TestClips;
import io.intona.audio.AudioClip;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureMatrix;
import io.intona.kernel.Kernels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecognizeTest {
    private static Running service;

    @BeforeAll
    static void start() {
        service = Running.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return JsonMapper.shared().readTree(answer.body());
    }

    private static void assertSame(JsonNode probabilities, Recognition recognition) {
        assertThat(probabilities.propertyNames()).containsExactlyElementsOf(recognition.labels());
        for (String label : recognition.labels()) {
            assertThat(Float.parseFloat(probabilities.get(label).toString())).isEqualTo(recognition.probability(label));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 44_100})
    void theAnswerIsTheLibrarysToTheLastBit(int sampleRateHz) {
        AudioClip clip = TestClips.clip(1, sampleRateHz, sampleRateHz);
        Recognition recognition = service.recognizer.recognize(clip);
        JsonNode answer = json(service.post("v1/recognize", Running.wav(clip)));
        assertThat(answer.propertyNames())
                .containsExactly("emotion", "abstains", "probabilities", "seconds", "sample_rate_hz", "narrowband");
        assertSame(answer.get("probabilities"), recognition);
        assertThat(answer.get("emotion").asString()).isEqualTo(recognition.emotion());
        assertThat(answer.get("seconds").asDouble()).isEqualTo(1);
        assertThat(answer.get("sample_rate_hz").asInt()).isEqualTo(sampleRateHz);
        assertThat(answer.get("narrowband").asBoolean()).isEqualTo(sampleRateHz == 8_000);
    }

    @Test
    void whatIsAskedForBesidesComesAlong() {
        AudioClip clip = TestClips.clip(2, 5 * 16_000, 16_000);
        JsonNode answer =
                json(service.post("v1/recognize?timeline=true&attention=true&features=true", Running.wav(clip)));
        Recognition recognition = service.recognizer.recognize(clip);
        assertSame(answer.get("probabilities"), recognition);

        Timeline timeline = service.recognizer.timeline(clip);
        JsonNode told = answer.get("timeline");
        assertThat(told.get("speech_seconds").asDouble())
                .isEqualTo(timeline.summary().speechSeconds());
        assertThat(told.get("shares").propertyNames()).containsExactlyElementsOf(recognition.labels());
        assertThat(told.get("segments").size()).isEqualTo(timeline.segments().size());
        for (int i = 0; i < timeline.segments().size(); i++) {
            Segment segment = timeline.segments().get(i);
            assertThat(told.get("segments").get(i).get("start").asDouble()).isEqualTo(segment.startSeconds());
            assertThat(told.get("segments").get(i).get("speech").asBoolean()).isEqualTo(segment.isSpeech());
        }

        JsonNode attention = answer.get("attention");
        assertThat(attention.get("hop_seconds").asDouble()).isEqualTo(512.0 / 16_000);
        float[] weights = recognition.attention();
        int[] winners = recognition.winningVectors();
        assertThat(attention.get("weights").size()).isEqualTo(weights.length);
        for (int frame = 0; frame < weights.length; frame++) {
            assertThat(Float.parseFloat(attention.get("weights").get(frame).toString()))
                    .isEqualTo(weights[frame]);
            assertThat(attention.get("winning_vectors").get(frame).asInt()).isEqualTo(winners[frame]);
        }

        FeatureMatrix features = service.recognizer
                .model()
                .standardizer()
                .apply(new FeatureExtractor(Running.STREAMING, Kernels.of("auto")).extract(clip));
        JsonNode values = answer.get("features").get("values");
        assertThat(answer.get("features").get("names").size()).isEqualTo(5);
        assertThat(values.size()).isEqualTo(features.frames());
        for (int frame = 0; frame < features.frames(); frame++) {
            for (int i = 0; i < 5; i++) {
                assertThat(values.get(frame).get(i).asDouble())
                        .isEqualTo(Math.round(1000 * features.at(frame, i)) / 1e3);
            }
        }
    }

    @Test
    void featuresOfALongRecordingAreNotTold() {
        Limits limits = new Limits(1 << 23, 100, 1, 1, 1, 10, 10, 5, 8192, 5);
        try (Running patient = new Running(Running.settings(limits), Running.STREAMING)) {
            byte[] wav = Running.wav(4, 61 * 8_000, 8_000);
            HttpResponse<String> refused = patient.post("v1/recognize?features=true", wav);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("features of 61.0 seconds, expected a recording of at most 60.0");
            json(patient.post("v1/recognize?attention=true", wav));
        }
    }

    static byte[] form(String boundary, String name, byte[] file) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.write(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nfile\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"" + name
                        + "\"; filename=\"../a.wav\"\r\nContent-Type: audio/wav\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.write(file);
        form.write(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }

    @Test
    void aFormIsAnsweredLikeTheRecordingInIt() throws IOException {
        byte[] wav = Running.wav(3, 200_000, 16_000);
        HttpResponse<String> answer = Running.send(service.request("v1/recognize")
                .header("Content-Type", "multipart/form-data; boundary=abc123")
                .POST(BodyPublishers.ofByteArray(form("abc123", "file", wav)))
                .build());
        assertThat(json(answer)).isEqualTo(json(service.post("v1/recognize", wav)));
    }
}
