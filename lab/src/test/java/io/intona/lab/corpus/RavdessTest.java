package io.intona.lab.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intona.RealRecordings;
import io.intona.lab.corpus.Problem.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RavdessTest {
    private static final String GOOD = "Actor_12/03-01-06-02-01-02-12.wav";

    @TempDir
    private Path folder;

    @Test
    void aNameSaysEverything() throws IOException {
        Folders.fill(folder, GOOD);

        Utterance utterance = open().utterances().get(0);

        assertThat(utterance.id()).isEqualTo("03-01-06-02-01-02-12");
        assertThat(utterance.speaker()).isEqualTo("12");
        assertThat(open().label(utterance)).isEqualTo("fearful");
        assertThat(utterance.attributes())
                .containsExactlyEntriesOf(
                        new TreeMap<>(Map.of("intensity", "02", "repetition", "02", "statement", "01")));
        assertThat(utterance.fold()).isEmpty();
        assertThat(utterance.source().file()).contains(folder.resolve(GOOD));
    }

    @Test
    void foldersAreAsGoodAsNoneAndOrderIsById() throws IOException {
        Folders.fill(
                folder,
                "speech/Actor_02/03-01-01-01-01-01-02.flac",
                "Actor_01/03-01-02-01-01-01-01.WAV",
                "03-01-01-01-02-01-03.wav",
                "Actor_01/notes.txt",
                "LICENSE.md");

        assertThat(open().utterances())
                .extracting(Utterance::id)
                .containsExactly("03-01-01-01-01-01-02", "03-01-01-01-02-01-03", "03-01-02-01-01-01-01");
        assertThat(open().problems()).extracting(Problem::kind).containsOnly(Kind.INCOMPLETE);
    }

    @Test
    void songsAndFilmsAreCountedAndLeftOut() throws IOException {
        Folders.fill(
                folder,
                GOOD,
                "Actor_12/03-02-06-02-01-02-12.wav",
                "Actor_12/03-02-05-02-01-02-12.wav",
                "Actor_12/01-01-06-02-01-02-12.mp4",
                "Actor_12/02-02-06-02-01-02-12.mp4",
                "Actor_12/02-01-06-02-01-02-12.mp4");

        assertThat(open().utterances()).hasSize(1);
        assertThat(open().leftOut()).containsExactlyEntriesOf(new TreeMap<>(Map.of("film", 3, "song", 2)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    angry.wav                         | FOREIGN_NAME | not a name of RAVDESS, expected such as 03-01-05-02-01-01-12.wav, left out
                    03-01-06-02-01-12.wav             | FOREIGN_NAME | not a name of RAVDESS, expected such as 03-01-05-02-01-01-12.wav, left out
                    04-01-06-02-01-02-12.wav          | WRONG_NAME   | modality 04, expected 01 to 03, left out
                    00-01-06-02-01-02-12.wav          | WRONG_NAME   | modality 00, expected 01 to 03, left out
                    03-03-06-02-01-02-12.wav          | WRONG_NAME   | vocal channel 03, expected 01 (speech) or 02 (song), left out
                    03-01-09-02-01-02-12.wav          | WRONG_NAME   | emotion 09, expected 01 to 08, left out
                    03-01-06-03-01-02-12.wav          | WRONG_NAME   | intensity 03, expected 01 or 02, left out
                    03-01-01-02-01-02-12.wav          | WRONG_NAME   | intensity 02, expected 01, neutral is never strong, left out
                    03-01-06-02-03-02-12.wav          | WRONG_NAME   | statement 03, expected 01 or 02, left out
                    03-01-06-02-01-00-12.wav          | WRONG_NAME   | repetition 00, expected 01 or 02, left out
                    03-01-06-02-01-02-25.wav          | WRONG_NAME   | actor 25, expected 01 to 24, left out
                    Actor_11/03-01-06-02-02-02-12.wav | WRONG_NAME   | actor 12 in folder Actor_11, expected the actor of the folder, left out
                    Actor_12/03-01-06-02-01-02-12.wma | SAME_ID      | the same utterance as Actor_12/03-01-06-02-01-02-12.wav, left out
                    copy/03-01-06-02-01-02-12.flac    | SAME_ID      | the same utterance as Actor_12/03-01-06-02-01-02-12.wav, left out
                    """)
    void aNameThatIsWrongIsReportedAndLeftOut(String name, Kind kind, String sentence) throws IOException {
        Folders.fill(folder, GOOD, name);

        assertThat(open().utterances()).hasSize(1);
        assertThat(open().leftOut()).isEmpty();
        assertThat(open().problems()).contains(new Problem(kind, name, sentence));
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Folders.fill(folder, GOOD);

        assertThat(open().hasActorFolds()).isFalse();
        assertThat(open().problems())
                .hasSize(25)
                .contains(new Problem(Kind.INCOMPLETE, "actor 11", "0 clips, expected 60"))
                .contains(new Problem(Kind.INCOMPLETE, "actor 12", "1 clips, expected 60"))
                .contains(new Problem(
                        Kind.INCOMPLETE,
                        "folds",
                        "1 of 24 actors, so folds are made for those there are, not the fixed ones"));
    }

    @Test
    void allActorsTogetherHaveTheFixedFolds() throws IOException {
        List<String> names = new ArrayList<>();
        for (int actor = 1; actor <= 24; actor++) {
            names.add("03-01-01-01-01-01-%02d.wav".formatted(actor));
        }
        Folders.fill(folder, names.toArray(String[]::new));

        assertThat(open().hasActorFolds()).isTrue();
    }

    @Test
    void aFolderOfOtherThingsIsRefused() throws IOException {
        Path other = folder.resolve("music");
        Folders.fill(other, "song.wav");

        assertThatThrownBy(() -> Corpora.open("ravdess=" + other))
                .isInstanceOf(CorpusException.class)
                .hasMessage("folder music has no speech recordings of RAVDESS, expected such as"
                        + " Actor_12/03-01-05-02-01-01-12.wav");
    }

    @Test
    void theRealRecordingsAreWhole() throws IOException {
        Corpus corpus = Corpora.open("ravdess=" + RealRecordings.ravdess());

        assertThat(corpus.utterances()).hasSize(1440);
        assertThat(corpus.problems()).isEmpty();
        assertThat(corpus.hasActorFolds()).isTrue();
        assertThat(corpus.utterances().stream().collect(Collectors.groupingBy(corpus::label, Collectors.counting())))
                .containsEntry("neutral", 96L)
                .containsEntry("calm", 192L)
                .containsEntry("surprised", 192L)
                .hasSize(8);
    }

    /** As published: two clips of one actor are the same. */
    @Test
    void theRealRecordingsCanBeReadAndOnePairIsTheSame() throws Exception {
        Corpus corpus = Corpora.open("ravdess=" + RealRecordings.ravdess());

        CorpusReport report = CorpusReport.of(corpus, 2, ClipListener.NONE);

        assertThat(report.problems()).extracting(Problem::kind).containsExactly(Kind.DUPLICATE_AUDIO);
        assertThat(report.clipsBySampleRate()).containsExactlyEntriesOf(new TreeMap<>(Map.of(48_000, 1440)));
    }

    private Corpus open() throws IOException {
        return Corpora.open("ravdess=" + folder);
    }
}
