package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.Command.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CorpusTest {
    @TempDir
    Path folder;

    /** Six speakers with two clips each; one clip is no recording, one is another's copy, one is not wanted. */
    private String manifest() throws IOException {
        StringBuilder lines = new StringBuilder("path,speaker,emotion\n");
        for (int i = 0; i < 12; i++) {
            String name = "clip-" + (char) ('a' + i) + ".wav";
            TestClips.write(folder.resolve(name), i == 7 ? 6 : i, 8_000, i < 6 ? 16_000 : 8_000);
            lines.append(name + ",s" + i / 2 + (i % 2 == 0 ? ",joy\n" : ",fear\n"));
        }
        Files.writeString(folder.resolve("clip-c.wav"), "no recording");
        TestClips.write(folder.resolve("cough.wav"), 99, 800, 16_000);
        Files.writeString(folder.resolve("clips.labels.csv"), "emotion,label\nfear,afraid\njoy,happy\ncough,-\n");
        return "csv=" + Files.writeString(folder.resolve("clips.csv"), lines + "cough.wav,s0,cough\n");
    }

    @Test
    void jsonHasAllThatWasFound() throws IOException {
        Ran ran = Command.run("corpus", manifest(), "--json");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.outLines()).hasSize(1);
        Schemas.assertValid("corpus", ran.out());
        JsonNode report = JsonMapper.shared().readTree(ran.out());
        assertThat(report.get("corpus").asString()).isEqualTo("csv");
        assertThat(report.get("clips").asInt()).isEqualTo(12);
        assertThat(report.get("labels").toString()).isEqualTo("[\"afraid\",\"happy\"]");
        assertThat(report.get("clips_by_label").toString()).isEqualTo("[6,6]");
        assertThat(report.get("speakers")).hasSize(6);
        assertThat(report.get("speakers").get(5).toString())
                .isEqualTo("{\"speaker\":\"s5\",\"clips\":2,\"clips_by_label\":[1,1]}");
        assertThat(report.get("seconds").toString())
                .isEqualTo("{\"min\":0.5,\"median\":1.0,\"max\":1.0,\"total\":8.5}");
        assertThat(report.get("sample_rates").toString())
                .isEqualTo("[{\"hz\":8000,\"clips\":6},{\"hz\":16000,\"clips\":5}]");
        assertThat(report.get("left_out").toString()).isEqualTo("[{\"reason\":\"cough\",\"files\":1}]");
        int tested = 0;
        for (JsonNode fold : report.get("folds")) {
            int clips = 0;
            for (String group : new String[] {"train", "validation", "test"}) {
                clips += fold.get(group).asInt();
            }
            assertThat(clips).isEqualTo(12);
            tested += fold.get("test").asInt();
        }
        assertThat(tested).isEqualTo(12);
        assertThat(report.get("no_folds").isNull()).isTrue();
        assertThat(report.get("problems")).hasSize(2);
        assertThat(report.get("problems").get(0).get("kind").asString()).isEqualTo("unreadable");
        assertThat(report.get("problems").get(1).toString())
                .isEqualTo("{\"kind\":\"duplicate_audio\",\"where\":\"clip-h.wav\",\"what\":\"the same samples as"
                        + " clip-g.wav, which is happy of speaker s3\"}");
    }

    @Test
    void aPersonGetsATable() throws IOException {
        Ran ran = Command.run("corpus", manifest());
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .startsWith("""
                        csv: 12 clips, 6 speakers, 2 emotions
                        Durations: 0.50 to 1.00 s, median 1.00 s, 0.1 minutes in all
                        Sample rates: 8000 Hz (6 clips), 16000 Hz (5 clips)
                        Left out: cough (1 file)

                        speaker       afraid  happy  clips
                        s0                 1      1      2
                        """)
                .contains("\nall                6      6     12\n")
                .containsPattern("\n   4 +[0-9]+ +2 +[24]  s[0-5]")
                .contains("\nProblems: 2\nunreadable: 1\n  clip-c.wav: cannot be read: byte 0: ")
                .endsWith("\nduplicate audio: 1\n"
                        + "  clip-h.wav: the same samples as clip-g.wav, which is happy of speaker s3\n");
    }

    @Test
    void aCorpusWithoutProblemsOrFoldsSaysSo() throws IOException {
        TestClips.write(folder.resolve("a.wav"), 1, 8_000, 16_000);
        Path manifest = Files.writeString(folder.resolve("one.csv"), "path,speaker,emotion\na.wav,anna,joy\n");
        Ran text = Command.run("corpus", "csv=" + manifest);
        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .startsWith("csv: 1 clip, 1 speaker, 1 emotion\n")
                .contains("\nNo folds: corpus csv has 1 speakers, expected at least 5, one for each fold\n")
                .endsWith("\nNo problems found.\n");
        Ran json = Command.run("corpus", "csv=" + manifest, "--json");
        Schemas.assertValid("corpus", json.out());
        assertThat(JsonMapper.shared().readTree(json.out()).get("folds").isNull())
                .isTrue();
    }

    @Test
    void aCorpusOfNothingReadableHasNoDurations() throws IOException {
        Files.writeString(folder.resolve("a.wav"), "no recording");
        Path manifest = Files.writeString(folder.resolve("one.csv"), "path,speaker,emotion\na.wav,anna,joy\n");
        Ran json = Command.run("corpus", "csv=" + manifest, "--json");
        assertThat(json.exitCode()).isZero();
        Schemas.assertValid("corpus", json.out());
        assertThat(JsonMapper.shared().readTree(json.out()).get("seconds").isNull())
                .isTrue();
    }

    @Test
    void problemsOfOneKindAreCountedWhenTheyAreMany() throws IOException {
        StringBuilder lines = new StringBuilder("path,speaker,emotion\n");
        for (int i = 10; i < 22; i++) {
            Files.writeString(folder.resolve(i + ".wav"), "no recording " + i);
            lines.append(i + ".wav,anna,joy\n");
        }
        Ran ran = Command.run("corpus", "csv=" + Files.writeString(folder.resolve("many.csv"), lines));
        assertThat(ran.out()).contains("\nunreadable: 12\n").endsWith("  and 2 more, listed by --json\n");
    }

    @Test
    void theSeedDealsTheSpeakersAndThreadsDoNot() {
        Ran one = Command.run("corpus", "synthetic:small:3", "--threads", "1", "--json");
        assertThat(Command.run("corpus", "synthetic:small:3", "--threads", "2", "--json"))
                .isEqualTo(one);
        assertThat(Command.run("corpus", "synthetic:small:3", "--seed", "2", "--json")
                        .out())
                .isNotEqualTo(one.out());
        Schemas.assertValid("corpus", one.out());
    }

    @Test
    void aCorpusThatCannotBeOpenedIsAnError() {
        Ran unknown = Command.run("corpus", "recordings");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err())
                .isEqualTo("intona corpus: corpus 'recordings' is unknown, expected ravdess=DIR, emodb=DIR, csv=FILE or"
                        + " synthetic[:small][:seed]; see 'intona corpus --help'\n");
        Ran absent = Command.run("corpus", "ravdess=nowhere");
        assertThat(absent.exitCode()).isEqualTo(1);
        assertThat(absent.err()).isEqualTo("intona corpus: corpus 'ravdess=nowhere': there is no such folder\n");
    }
}
