package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.EmotionStream;
import io.intona.EmotionTimeline;
import io.intona.RecentEmotion;
import io.intona.Recognition;
import io.intona.RunningEmotion;
import io.intona.Segment;
import io.intona.TimelineOptions;
import io.intona.app.cli.TestClips;
import io.intona.app.web.Stream.Closed;
import io.intona.audio.AudioClip;
import io.intona.feature.FeatureSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class StreamTest {
    private static Running service;

    @BeforeAll
    static void start() {
        service = Running.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Four seconds of noise in syllables, two of silence, three of noise. */
    private static float[] talk(int sampleRateHz) {
        float[] samples = new float[9 * sampleRateHz];
        float[] voice = TestClips.clip(5, 4 * sampleRateHz, sampleRateHz).samples();
        System.arraycopy(voice, 0, samples, 0, voice.length);
        System.arraycopy(voice, 0, samples, 6 * sampleRateHz, 3 * sampleRateHz);
        return samples;
    }

    private static List<JsonNode> messages(String query, byte[] sound, int largest) {
        Stream stream = Stream.open(service, query);
        SplittableRandom random = new SplittableRandom(largest);
        int from = 0;
        while (from < sound.length) {
            int to = Math.min(sound.length, from + random.nextInt(1, largest + 1));
            stream.send(Arrays.copyOfRange(sound, from, to));
            from = to;
        }
        stream.end();
        assertThat(stream.closed()).isEqualTo(new Closed(1000, "all was heard"));
        stream.messages.forEach(message -> Contract.assertMessage(message.toString()));
        return stream.messages;
    }

    private static List<JsonNode> ofType(String type, List<JsonNode> messages) {
        return messages.stream()
                .filter(message -> message.get("type").asString().equals(type))
                .toList();
    }

    private static void assertSame(JsonNode told, RunningEmotion stream) {
        float[] probabilities = new float[8];
        stream.probabilities(probabilities);
        for (int i = 0; i < 8; i++) {
            String label = stream.labels().get(i);
            assertThat(Float.parseFloat(told.get("probabilities").get(label).toString()))
                    .isEqualTo(probabilities[i]);
        }
        assertThat(told.get("emotion").asString()).isEqualTo(stream.emotion());
        assertThat(told.get("abstains").asBoolean()).isEqualTo(stream.abstains());
    }

    @ParameterizedTest
    @CsvSource({"16000, f32le, 250", "44100, f32le, 300", "8000, s16le, 1000"})
    void whatIsHeardIsTheLibrarysToTheLastBit(int rate, String encoding, int everyMs) {
        float[] samples = talk(rate);
        byte[] sound = encoding.equals("f32le") ? Stream.f32(samples) : Stream.s16(samples);
        if (encoding.equals("s16le")) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) Math.round(32_767 * samples[i]) / 32_768f;
            }
        }
        List<JsonNode> messages =
                messages("?sample_rate_hz=" + rate + "&encoding=" + encoding + "&every_ms=" + everyMs, sound, 1 << 15);

        EmotionStream soFar = service.recognizer.stream(rate);
        RecentEmotion last = soFar.recent();
        List<JsonNode> heard = ofType("heard", messages);
        assertThat(heard).hasSize(9000 / everyMs);
        int pushed = 0;
        for (int i = 0; i < heard.size(); i++) {
            int due = (int) ((i + 1L) * everyMs * rate / 1000);
            soFar.push(samples, pushed, due - pushed);
            pushed = due;
            assertSame(heard.get(i), soFar);
            assertThat(heard.get(i).get("seconds").asDouble()).isEqualTo((double) due / rate);
            JsonNode recent = heard.get(i).get("recent");
            assertSame(recent, last);
            double seconds = recent.get("seconds").asDouble();
            assertThat(seconds).isCloseTo((double) due / rate - last.startSeconds(), Offset.offset(1e-9));
            assertThat(seconds).isBetween(Math.min(2, (double) due / rate), 4.1);
        }
        soFar.push(samples, pushed, samples.length - pushed);
        soFar.finish();
        JsonNode end = messages.get(messages.size() - 1);
        assertThat(end.get("type").asString()).isEqualTo("final");
        assertSame(end, soFar);
        Recognition whole = service.recognizer.recognize(new AudioClip(samples, rate));
        whole.labels()
                .forEach(label -> assertThat(
                                (float) end.get("probabilities").get(label).asDouble())
                        .isCloseTo(whole.probability(label), Offset.offset(1e-5f)));

        EmotionTimeline timeline = service.recognizer.timeline(rate, TimelineOptions.DEFAULT);
        List<Segment> segments = new ArrayList<>(timeline.push(samples, 0, samples.length));
        segments.addAll(timeline.finish());
        List<JsonNode> told = ofType("segment", messages);
        assertThat(told).hasSameSizeAs(segments);
        assertThat(segments).anyMatch(Segment::isSpeech).anyMatch(segment -> !segment.isSpeech());
        for (int i = 0; i < told.size(); i++) {
            assertThat(told.get(i).get("start").asDouble())
                    .isEqualTo(segments.get(i).startSeconds());
            assertThat(told.get(i).get("end").asDouble())
                    .isEqualTo(segments.get(i).endSeconds());
            assertThat(told.get(i).has("emotion"))
                    .isEqualTo(segments.get(i).emotion().isPresent());
        }
        assertThat(end.get("speech_seconds").asDouble())
                .isEqualTo(timeline.summary().speechSeconds());
    }

    @Test
    void theAnswersAreTheSameHoweverTheSoundIsCut() {
        byte[] sound = Stream.s16(TestClips.clip(4, 3 * 8_000, 8_000).samples());
        List<JsonNode> whole = messages("?sample_rate_hz=8000", sound, sound.length);
        assertThat(messages("?sample_rate_hz=8000", sound, 1001)).isEqualTo(whole);
        assertThat(messages("?sample_rate_hz=8000", sound, 111)).isEqualTo(whole);
    }

    @Test
    void aModelThatNeedsTheWholeRecordingSaysSo() {
        try (Running other = new Running(
                Running.settings(Running.LIMITS), FeatureSpec.parse("mfcc5").withSampleRateHz(16_000))) {
            assertThat(other.get("v1/model").body()).contains("\"streams\":false");
            Closed closed = Stream.open(other, "").closed();
            assertThat(closed.status()).isEqualTo(4003);
            assertThat(closed.reason())
                    .isEqualTo("this model hears whole recordings only; one trained with --top-db off can stream");
        }
    }
}
