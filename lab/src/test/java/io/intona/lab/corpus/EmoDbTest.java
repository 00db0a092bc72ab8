package io.intona.lab.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intona.lab.corpus.Problem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmoDbTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "03a01Nc, neutral",
        "03a01Fa, happy",
        "08b02Tb, sad",
        "16b10Wa, angry",
        "11a07Ad, fearful",
        "12b09Ea, disgust",
        "10a05La, bored"
    })
    void theLetterIsTheEmotionsGermanInitial(String id, String label) throws IOException {
        Folders.fill(folder, "wav/" + id + ".wav");

        Corpus corpus = open();

        Utterance utterance = corpus.utterances().get(0);
        assertThat(utterance.id()).isEqualTo(id);
        assertThat(utterance.speaker()).isEqualTo(id.substring(0, 2));
        assertThat(corpus.label(utterance)).isEqualTo(label);
        assertThat(utterance.attributes())
                .containsExactlyEntriesOf(
                        new TreeMap<>(Map.of("statement", id.substring(2, 5), "repetition", id.substring(6))));
        assertThat(corpus.problems()).isEmpty();
        assertThat(corpus.hasActorFolds()).isFalse();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege")
    void aLinkToAFolderAboveIsReportedAndLeftOut() throws IOException {
        Folders.fill(folder, "wav/03a01Fa.wav");
        Files.createSymbolicLink(folder.resolve("wav/loop"), folder);

        assertThat(open().utterances()).extracting(Utterance::id).containsExactly("03a01Fa");
        assertThat(open().problems())
                .containsExactly(
                        new Problem(Kind.FOREIGN_NAME, "wav/loop", "a link to a folder that it is in, left out"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    readme.wav    | FOREIGN_NAME | not a name of EMO-DB, expected such as 03a01Fa.wav, left out
                    04a01Fa.wav   | WRONG_NAME   | speaker 04, expected 03 or 08 to 16, left out
                    03a03Fa.wav   | WRONG_NAME   | text a03, expected a01, a02, a04, a05, a07, b01, b02, b03, b09 or b10, left out
                    03a01Xa.wav   | WRONG_NAME   | emotion X, expected one of the letters NFTWAEL, left out
                    03a02Fa.flac  | SAME_ID      | the same utterance as 03a02Fa.aif, left out
                    """)
    void aNameThatIsWrongIsReportedAndLeftOut(String name, Kind kind, String sentence) throws IOException {
        Folders.fill(folder, "03a02Fa.aif", name);

        assertThat(open().utterances()).hasSize(1);
        assertThat(open().problems()).containsExactly(new Problem(kind, name, sentence));
    }

    @Test
    void aFolderOfOtherThingsIsRefused() throws IOException {
        Path other = folder.resolve("music");
        Folders.fill(other, "song.wav");

        assertThatThrownBy(() -> Corpora.open("emodb=" + other))
                .isInstanceOf(CorpusException.class)
                .hasMessage("folder music has no recordings of EMO-DB, expected such as 03a01Fa.wav");
    }

    private Corpus open() throws IOException {
        return Corpora.open("emodb=" + folder);
    }
}
