package io.intona.lab.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.audio.AudioClip;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticCorpusTest {
    @Test
    void theFullCorpusHasTheNamesOfRavdess() {
        Corpus corpus = SyntheticCorpus.full(1);
        assertThat(corpus.hasActorFolds()).isTrue();
        assertThat(corpus.labels()).isEqualTo(Corpus.RAVDESS_LABELS);
        assertThat(corpus.speakers())
                .isEqualTo(IntStream.rangeClosed(1, 24)
                        .mapToObj(actor -> String.format("%02d", actor))
                        .toList());
        List<String> names = new ArrayList<>();
        for (int actor = 1; actor <= 24; actor++) {
            for (int emotion = 1; emotion <= 8; emotion++) {
                for (int take = 0; take < 8; take++) {
                    int intensity = 1 + take / 4;
                    if (emotion > 1 || intensity == 1) {
                        names.add(String.format(
                                "03-01-%02d-%02d-%02d-%02d-%02d",
                                emotion, intensity, 1 + take / 2 % 2, 1 + take % 2, actor));
                    }
                }
            }
        }
        assertThat(corpus.utterances()).hasSize(1440);
        assertThat(corpus.utterances()).extracting(Utterance::id).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void theSmallCorpusHasThreeClipsOfEachSpeakersEachEmotion() {
        Corpus corpus = SyntheticCorpus.small(1);
        assertThat(corpus.hasActorFolds()).isFalse();
        Map<String, Integer> clips = new HashMap<>();
        corpus.utterances().forEach(each -> clips.merge(each.speaker() + " " + each.emotion(), 1, Integer::sum));
        assertThat(clips).hasSize(8 * 8);
        assertThat(clips.values()).containsOnly(3);
    }

    @Test
    void aClipHasTheSameBitsWheneverItIsReadAndOthersForAnotherSeedOrName() throws IOException {
        List<Utterance> one = SyntheticCorpus.full(1).utterances();
        List<Utterance> again = SyntheticCorpus.full(1).utterances();
        List<Utterance> other = SyntheticCorpus.full(2).utterances();
        for (int i = 1430; i > 0; i -= 130) {
            AudioClip clip = one.get(i).source().read();
            assertThat(again.get(i).source().read()).isEqualTo(clip);
            assertThat(one.get(i).source().read()).isEqualTo(clip);
            assertThat(other.get(i).source().read()).isNotEqualTo(clip);
            assertThat(one.get(i - 1).source().read()).isNotEqualTo(clip);
        }
    }

    @Test
    void theSmallCorpusIsPartOfTheFullOne() throws IOException {
        Map<String, Utterance> full = new HashMap<>();
        SyntheticCorpus.full(5).utterances().forEach(each -> full.put(each.id(), each));
        for (Utterance utterance : SyntheticCorpus.small(5).utterances().subList(0, 7)) {
            assertThat(full.get(utterance.id()).source().read())
                    .isEqualTo(utterance.source().read());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void clipsLastFromOneAndAHalfToThreeSecondsAndHaveNoProblem(long seed) throws InterruptedException {
        CorpusReport report = CorpusReport.of(SyntheticCorpus.small(seed), 2, ClipListener.NONE);
        assertThat(report.problems()).isEmpty();
        assertThat(report.clipsBySampleRate().keySet()).containsExactly(48_000);
        CorpusReport.Durations seconds = report.durations().orElseThrow();
        assertThat(seconds.min()).isBetween(1.5, 1.6);
        assertThat(seconds.max()).isBetween(2.4, 3.0);
    }

    /** Of the sources that {@link EmotionCues} names, measured from the sound alone. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void emotionsDifferFromNeutralAsTheLiteratureReports(long seed) throws IOException {
        Corpus corpus = SyntheticCorpus.small(seed);
        List<List<Voice>> voices = new ArrayList<>();
        corpus.labels().forEach(label -> voices.add(new ArrayList<>()));
        for (Utterance utterance : corpus.utterances()) {
            voices.get(utterance.emotion()).add(Voice.of(utterance.source().read()));
        }

        double[] pitch = means(voices, Voice::pitchSemitones);
        assertOrder(pitch, "sad calm disgust", "happy angry fearful surprised");
        double[] spread = means(voices, Voice::pitchSpreadSemitones);
        assertOrder(spread, "calm sad fearful", "happy angry disgust surprised");
        double[] seconds = means(voices, Voice::seconds);
        assertOrder(seconds, "happy angry fearful", "sad calm disgust");
        double[] loudness = means(voices, Voice::loudnessDb);
        assertOrder(loudness, "sad calm fearful", "happy angry");
    }

    /** The first emotions lie below neutral, the last above it. */
    private static void assertOrder(double[] means, String below, String above) {
        double neutral = means[0];
        for (String label : below.split(" ")) {
            assertThat(means[Corpus.RAVDESS_LABELS.indexOf(label)])
                    .as(label + " of " + Arrays.toString(means))
                    .isLessThan(neutral);
        }
        for (String label : above.split(" ")) {
            assertThat(means[Corpus.RAVDESS_LABELS.indexOf(label)])
                    .as(label + " of " + Arrays.toString(means))
                    .isGreaterThan(neutral);
        }
    }

    private static double[] means(List<List<Voice>> voices, ToDoubleFunction<Voice> measure) {
        return voices.stream()
                .mapToDouble(
                        each -> each.stream().mapToDouble(measure).average().orElseThrow())
                .toArray();
    }
}
