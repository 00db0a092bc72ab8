package io.intona.lab.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intona.lab.corpus.Problem.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvManifestTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void recordings() throws IOException {
        Folders.fill(folder, "a.wav", "b.wav", "sub/c.wav", "sub/d.flac");
    }

    @Test
    void listsTheRecordingsOfAManifest() throws IOException {
        Corpus corpus = open("path,speaker,emotion\nsub/c.wav,anna,joy\na.wav,ben,anger\n");

        assertThat(corpus.name()).isEqualTo("csv");
        assertThat(corpus.labels()).containsExactly("anger", "joy");
        assertThat(corpus.utterances()).extracting(Utterance::id).containsExactly("a.wav", "sub/c.wav");
        assertThat(corpus.utterances()).extracting(corpus::label).containsExactly("anger", "joy");
        assertThat(corpus.utterances()).extracting(Utterance::speaker).containsExactly("ben", "anna");
        assertThat(corpus.utterances()).allMatch(utterance -> utterance.fold().isEmpty());
        assertThat(corpus.utterances().get(1).source().file())
                .contains(folder.resolve("sub").resolve("c.wav"));
        assertThat(corpus.problems()).isEmpty();
    }

    @Test
    void columnsMayHaveAnyOrderAndOtherColumnsBecomeAttributes() throws IOException {
        Corpus corpus = open("\uFEFF Emotion ,age,PATH,speaker,fold\r\n\r\njoy, 31 ,\"a.wav\",\"Smith, J.\",2\r\n");

        Utterance utterance = corpus.utterances().get(0);
        assertThat(utterance.speaker()).isEqualTo("Smith, J.");
        assertThat(utterance.fold()).hasValue(2);
        assertThat(utterance.attributes()).containsExactlyEntriesOf(new TreeMap<>(Map.of("age", "31")));
    }

    @Test
    void aLabelMapNamesJoinsOrdersAndLeavesOut() throws IOException {
        Folders.write(folder, "clips.labels.csv", "emotion,label\nwut,angry\nfreude,happy\nzorn,angry\nhusten,-\n");

        Corpus corpus =
                open("path,speaker,emotion\na.wav,x,freude\nb.wav,x,wut\nsub/c.wav,y,zorn\nsub/d.flac,y,husten\n");

        assertThat(corpus.labels()).containsExactly("angry", "happy");
        assertThat(corpus.utterances()).extracting(corpus::label).containsExactly("happy", "angry", "angry");
        assertThat(corpus.leftOut()).containsExactlyEntriesOf(new TreeMap<>(Map.of("husten", 1)));
    }

    @Test
    void aHyphenIsAnEmotionLikeAnyOtherWithoutAMapping() throws IOException {
        Corpus corpus = open("path,speaker,emotion\na.wav,x,-\nb.wav,x,joy\n");

        assertThat(corpus.labels()).containsExactly("-", "joy");
        assertThat(corpus.utterances()).extracting(corpus::label).containsExactly("-", "joy");
        assertThat(corpus.leftOut()).isEmpty();
    }

    @Test
    void aSpeakerInTwoFoldsIsReported() throws IOException {
        Corpus corpus = open("path,speaker,emotion,fold\na.wav,x,joy,0\nb.wav,x,joy,1\nsub/c.wav,y,joy,1\n");

        assertThat(corpus.utterances()).hasSize(3);
        assertThat(corpus.problems())
                .containsExactly(new Problem(
                        Kind.SPEAKER_IN_TWO_FOLDS,
                        "b.wav",
                        "speaker x is in fold 0 and in fold 1, expected one fold a speaker"));
    }

    static Stream<Arguments> badManifests() {
        String header = "path,speaker,emotion,fold\n";
        String first = header + "a.wav,x,joy,0\n";
        return Stream.of(
                row("", "clips.csv: the file is empty, expected a header and a line for each clip"),
                row(header, "clips.csv: no clips, expected a line for each below the header"),
                row(
                        "file,speaker,emotion\na.wav,x,joy\n",
                        "clips.csv: line 1: no column path, the header has file, speaker, emotion"),
                row(
                        "path,actor,emotion\na.wav,x,joy\n",
                        "clips.csv: line 1: no column speaker, the header has path, actor, emotion"),
                row("path,speaker\na.wav,x\n", "clips.csv: line 1: no column emotion, the header has path, speaker"),
                row("path,speaker,emotion,Path\na.wav,x,joy,b\n", "clips.csv: line 1: column path is there twice"),
                row(first + "b.wav,x,joy\n", "clips.csv: line 3: 3 cells, expected 4 as in the header"),
                row(first + "\nb.wav,x,joy,1,2\n", "clips.csv: line 4: 5 cells, expected 4 as in the header"),
                row(first + " ,x,joy,1\n", "clips.csv: line 3: path is empty"),
                row(first + "b.wav,,joy,1", "clips.csv: line 3: speaker is empty"),
                row(first + "b.wav,x,,1\n", "clips.csv: line 3: emotion is empty"),
                row(first + "b.wav,x,joy,\n", "clips.csv: line 3: fold is empty"),
                row(first + "b.wav,x,joy,first\n", "clips.csv: line 3: fold first, expected a number from 0"),
                row(first + "b.wav,x,joy,-1\n", "clips.csv: line 3: fold -1, expected a number from 0"),
                row(
                        first + "e.wav,x,joy,1\n",
                        "clips.csv: line 3: path e.wav: there is no such file beside the manifest"),
                row(first + "sub,x,joy,1\n", "clips.csv: line 3: path sub: there is no such file beside the manifest"),
                row(
                        first + "b.wav,x,joy,1\nsub/../a.wav,x,joy,1\n",
                        "clips.csv: line 4: path sub/../a.wav: the same file as in line 2"),
                row(first + "b.wav,\"two\nlines\",joy,1\nsub/c.wav,y,,1\n", "clips.csv: line 5: emotion is empty"));
    }

    @ParameterizedTest
    @MethodSource("badManifests")
    void aManifestThatIsWrongIsRefusedWithItsLine(String manifest, String message) {
        assertThatThrownBy(() -> open(manifest))
                .isInstanceOf(CorpusException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> badMaps() {
        return Stream.of(
                row("", "clips.labels.csv: the file is empty, expected a header and a line for each clip"),
                row(
                        "from,label\njoy,happy\n",
                        "clips.labels.csv: line 1: no column emotion, the header has from, label"),
                row("emotion,to\njoy,happy\n", "clips.labels.csv: line 1: no column label, the header has emotion, to"),
                row("emotion,label\n,happy\n", "clips.labels.csv: line 2: emotion is empty"),
                row("emotion,label\njoy,\n", "clips.labels.csv: line 2: label is empty"),
                row("emotion,label\njoy,happy\njoy,glad\n", "clips.labels.csv: line 3: emotion joy is there twice"),
                row(
                        "emotion,label\nJoy,happy\n",
                        "clips.csv: line 2: emotion joy is unknown, expected one that clips.labels.csv maps to a label"));
    }

    @ParameterizedTest
    @MethodSource("badMaps")
    void aLabelMapThatIsWrongIsRefusedWithItsLine(String map, String message) throws IOException {
        Folders.write(folder, "clips.labels.csv", map);

        assertThatThrownBy(() -> open("path,speaker,emotion\na.wav,x,joy\n"))
                .isInstanceOf(CorpusException.class)
                .hasMessage(message);
    }

    @Test
    void aManifestInAnotherEncodingIsRefused() throws IOException {
        Path manifest = folder.resolve("clips.csv");
        Files.write(manifest, "path,speaker,emotion\na.wav,J\u00FCrgen,joy\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Corpora.open("csv=" + manifest))
                .isInstanceOf(CorpusException.class)
                .hasMessage("clips.csv: line 2: not UTF-8, expected the file in this encoding");
    }

    @Test
    void quotationMarksThatDoNotMatchAreRefused() {
        assertThatThrownBy(() -> open("path,speaker,emotion\n\"a.wav,x,joy\n"))
                .isInstanceOf(CorpusException.class)
                .hasMessageStartingWith("clips.csv: quotation marks that do not match: ")
                .hasMessageContaining("line");
    }

    @Test
    void aPathThatNoFileSystemHasIsRefused() {
        assertThatThrownBy(() -> open("path,speaker,emotion\na\0.wav,x,joy\n"))
                .isInstanceOf(CorpusException.class)
                .hasMessage("clips.csv: line 2: path Nul character not allowed, expected the path of a recording");
    }

    private static Arguments row(String text, String message) {
        return Arguments.of(text, message);
    }

    private Corpus open(String manifest) throws IOException {
        return Corpora.open("csv=" + Folders.write(folder, "clips.csv", manifest));
    }
}
