package io.intona.lab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intona.audio.AudioClip;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.corpus.Utterance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldsTest {
    @Test
    void actorsHaveTheFixedFolds() {
        List<Fold> folds = Folds.of(corpus(true, actors(), 60), 1);

        assertThat(folds.stream().map(Fold::test))
                .containsExactly(
                        List.of("02", "05", "14", "15", "16"),
                        List.of("03", "06", "07", "13", "18"),
                        List.of("10", "11", "12", "19", "20"),
                        List.of("08", "17", "21", "23", "24"),
                        List.of("01", "04", "09", "22"));
        assertThat(folds.stream().map(Fold::validation))
                .containsExactly(
                        List.of("03", "06"),
                        List.of("10", "11"),
                        List.of("08", "17"),
                        List.of("01", "14"),
                        List.of("02", "05"));
        assertThat(folds.get(0).train())
                .containsExactly(
                        "01", "04", "07", "08", "09", "10", "11", "12", "13", "17", "18", "19", "20", "21", "22", "23",
                        "24");
        assertThat(folds).isEqualTo(Folds.of(corpus(true, actors(), 60), 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 8, 14, 15, 16, 40})
    void everySpeakerIsTestedOnceAndNeverOnBothSides(int speakers) {
        for (long seed = 1; seed <= 20; seed++) {
            Corpus corpus = uneven(speakers, seed);
            List<Fold> folds = Folds.of(corpus, seed);

            assertThat(folds).hasSize(5);
            assertThat(folds.stream().map(Fold::test).flatMap(Collection::stream))
                    .containsExactlyInAnyOrderElementsOf(corpus.speakers());
            for (Fold fold : folds) {
                List<String> all = new ArrayList<>(fold.train());
                all.addAll(fold.validation());
                all.addAll(fold.test());
                assertThat(all).containsExactlyInAnyOrderElementsOf(corpus.speakers());
                List<String> next = folds.get((fold.index() + 1) % 5).test();
                assertThat(fold.validation()).isEqualTo(next.subList(0, Math.min(next.size(), speakers < 15 ? 1 : 2)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 16, 40})
    void groupsAreBalancedByClipsNotBySpeakers(int speakers) {
        for (long seed = 1; seed <= 20; seed++) {
            Corpus corpus = uneven(speakers, seed);
            Map<String, Integer> clips = new HashMap<>();
            corpus.utterances().forEach(utterance -> clips.merge(utterance.speaker(), 1, Integer::sum));
            List<Integer> loads = Folds.of(corpus, seed).stream()
                    .map(fold -> fold.test().stream().mapToInt(clips::get).sum())
                    .toList();
            int most = loads.stream().mapToInt(Integer::intValue).max().orElseThrow();
            int least = loads.stream().mapToInt(Integer::intValue).min().orElseThrow();
            int largest =
                    clips.values().stream().mapToInt(Integer::intValue).max().orElseThrow();

            // Whoever came last into the fullest group came when it was the emptiest.
            assertThat(most - least).isLessThanOrEqualTo(largest);
        }
    }

    @Test
    void theSeedDecidesTheGroups() {
        Corpus corpus = corpus(false, names(20), 3);
        Set<List<Fold>> different = new HashSet<>();
        for (long seed = 1; seed <= 10; seed++) {
            List<Fold> folds = Folds.of(corpus, seed);
            assertThat(folds).isEqualTo(Folds.of(corpus, seed));
            different.add(folds);
        }
        assertThat(different).hasSizeGreaterThan(8);
    }

    @Test
    void theFoldsOfAManifestAreKept() {
        Corpus corpus = withFolds("a0 b0 c1 d2 e3 f4 a0");

        List<Fold> folds = Folds.of(corpus, 7);

        assertThat(folds.stream().map(Fold::test))
                .containsExactly(List.of("a", "b"), List.of("c"), List.of("d"), List.of("e"), List.of("f"));
        assertThat(folds.stream().map(Fold::validation))
                .containsExactly(List.of("c"), List.of("d"), List.of("e"), List.of("f"), List.of("a"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a0 b1 c2 d3 | corpus t has 4 speakers, expected at least 5, one for each fold
                    a0 b1 c2 d3 e4 f | corpus t: utterance u5 has no fold, expected 0 to 4
                    a0 b1 c2 d3 e5 | corpus t: utterance u4 is in fold 5, expected 0 to 4
                    a0 b1 c2 d3 e4 b0 | corpus t: speaker b is in folds 0 and 1, expected one fold a speaker
                    a0 b1 c2 d2 e4 | corpus t: fold 3 has no clips, expected folds 0 to 4
                    """)
    void refusesFoldsThatCannotBeHonest(String clips, String message) {
        Corpus corpus = withFolds(clips);
        assertThatThrownBy(() -> Folds.of(corpus, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> leaks() {
        return Stream.of(
                Arguments.of(0, "a b", "b", "c", "fold 0: speaker b is in train and in validation"),
                Arguments.of(1, "a b", "c", "a", "fold 1: speaker a is in train and in test"),
                Arguments.of(2, "a", "b", "c b", "fold 2: speaker b is in validation and in test"),
                Arguments.of(3, "a a", "b", "c", "fold 3: speaker a is in train and in train"),
                Arguments.of(0, "a", "b", "", "fold 0 has no test speakers"),
                Arguments.of(-1, "a", "b", "c", "fold -1, expected 0 or more"));
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void aFoldRefusesLeaks(int index, String train, String validation, String test, String message) {
        assertThatThrownBy(() -> new Fold(index, words(train), words(validation), words(test)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void foldsThatForgetASpeakerAreRefused() {
        Fold first = new Fold(0, List.of("a"), List.of("b"), List.of("c"));
        Fold second = new Fold(1, List.of("c"), List.of("b"), List.of("a"));

        assertThatThrownBy(() -> Folds.checked(List.of("a", "b", "c", "d"), List.of(first)))
                .hasMessage("fold 0 does not use every speaker once");
        assertThatThrownBy(() -> Folds.checked(List.of("a", "b", "c"), List.of(first, second)))
                .hasMessage("the folds do not test every speaker once");
        assertThatThrownBy(() -> Folds.checked(List.of("a", "b", "c"), List.of(first, second, first)))
                .hasMessage("the folds do not test every speaker once");
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static List<String> actors() {
        return IntStream.rangeClosed(1, 24)
                .mapToObj(i -> String.format("%02d", i))
                .toList();
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "speaker-" + i).toList();
    }

    /** Speaker i has between 1 and 30 clips, other numbers for other seeds. */
    private static Corpus uneven(int speakers, long seed) {
        List<Utterance> utterances = new ArrayList<>();
        for (String speaker : names(speakers)) {
            int clips = 1 + Math.floorMod(speaker.hashCode() * 31 + (int) seed * 17, 30);
            for (int c = 0; c < clips; c++) {
                utterances.add(utterance(speaker + "-" + c, speaker, OptionalInt.empty()));
            }
        }
        return corpus(false, utterances);
    }

    private static Corpus corpus(boolean actors, List<String> speakers, int clips) {
        List<Utterance> utterances = new ArrayList<>();
        for (String speaker : new TreeSet<>(speakers)) {
            for (int c = 0; c < clips; c++) {
                utterances.add(utterance(speaker + "-" + c, speaker, OptionalInt.empty()));
            }
        }
        return corpus(actors, utterances);
    }

    private static Corpus withFolds(String clips) {
        List<Utterance> utterances = new ArrayList<>();
        for (String clip : words(clips)) {
            OptionalInt fold =
                    clip.length() == 1 ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(clip.substring(1)));
            utterances.add(utterance("u" + utterances.size(), clip.substring(0, 1), fold));
        }
        return corpus(false, utterances);
    }

    private static Utterance utterance(String id, String speaker, OptionalInt fold) {
        return new Utterance(id, speaker, 0, fold, new TreeMap<>(), () -> new AudioClip(new float[] {0.5f}, 16_000));
    }

    private static Corpus corpus(boolean actors, List<Utterance> utterances) {
        return new Corpus("t", actors, List.of("neutral"), utterances, List.of(), new TreeMap<>());
    }
}
