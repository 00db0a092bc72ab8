package io.intona.lab.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intona.audio.AudioClip;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusTest {
    @Test
    void utterancesAreSortedByIdAndSpeakersByNumber() {
        Corpus corpus = corpus("joy fear", "c:9:0 a:10:1 b:9:1");
        assertThat(corpus.utterances()).extracting(Utterance::id).containsExactly("a", "b", "c");
        assertThat(corpus.utterances()).extracting(corpus::label).containsExactly("fear", "fear", "joy");
        assertThat(corpus.speakers()).containsExactly("9", "10");
        assertThat(corpus).hasToString("t: 3 clips, 2 speakers, 2 emotions");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    joy joy  | a:x:0       | t: labels [joy, joy] have a label twice
                    joy fear | a:x:0 a:y:1 | t: utterance a is there twice
                    joy fear | a:x:2       | t: utterance a has emotion 2, expected less than 2
                    joy      | a:x:-1      | utterance a has emotion -1, expected 0 or more
                    joy      | a::0        | utterance a has an empty speaker
                    joy      | :x:0        | an utterance has an empty id
                    """)
    void whatContradictsItselfIsRefused(String labels, String utterances, String message) {
        assertThatThrownBy(() -> corpus(labels, utterances))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    /** Utterances as {@code id:speaker:emotion}. */
    private static Corpus corpus(String labels, String utterances) {
        List<Utterance> all = Stream.of(utterances.split(" "))
                .map(each -> each.split(":"))
                .map(parts -> new Utterance(
                        parts[0],
                        parts[1],
                        Integer.parseInt(parts[2]),
                        Map.of(),
                        () -> new AudioClip(new float[1], 16_000)))
                .toList();
        return new Corpus("t", false, List.of(labels.split(" ")), all, List.of(), new TreeMap<>());
    }
}
