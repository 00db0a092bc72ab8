package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.Command.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Which recordings the names on a command line lead to, and that none of them stops the others. */
class AudioFilesTest {
    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void writeModelAndClips() throws IOException {
        model = TestModels.write(folder.resolve("m.safetensors"), "mfcc5", 16_000);
        write("in/a.wav");
        write("in/deep/b.wav");
    }

    private Path write(String name) throws IOException {
        return TestClips.write(folder.resolve(name), 1, 9_000, 16_000);
    }

    /** With {@code @} for the folder. */
    private Ran classify(String... names) {
        List<String> all = new ArrayList<>(List.of("classify", "--json", "--model", model.toString()));
        for (String name : names) {
            all.add(name.replace("@", folder.toString()));
        }
        return Command.run(all.toArray(String[]::new));
    }

    /** What was heard, and what was not. */
    private List<String> files(Ran ran, boolean heard) {
        return ran.outLines().stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .filter(line -> line.has("emotion") == heard)
                .map(line -> line.get("file").asString().replace(folder.toString(), "@"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "@/link, @/link/a.wav @/link/deep/b.wav",
        "@/link/*.wav, @/link/a.wav",
        "@/link/**.wav, @/link/a.wav @/link/deep/b.wav",
        "@/link/d*/?.wav, @/link/deep/b.wav",
        "@/in/../link, @/in/../link/a.wav @/in/../link/deep/b.wav"
    })
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need rights there")
    void aLinkToAFolderIsWalkedLikeTheFolder(String name, String expected) throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("in"));
        Ran ran = classify(name);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(files(ran, true)).containsExactly(expected.split(" "));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need rights there")
    void linksInAFolderLeadToFilesButNotInCircles() throws IOException {
        Files.createSymbolicLink(folder.resolve("in/circle"), folder.resolve("in"));
        Files.createSymbolicLink(folder.resolve("in/file.wav"), write("elsewhere.wav"));
        Ran ran = classify("@/in");
        assertThat(ran.err()).isEmpty();
        assertThat(files(ran, true)).containsExactly("@/in/a.wav", "@/in/deep/b.wav", "@/in/file.wav");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@/empty     | no recordings in this folder, expected files such as .wav or .flac",
                "@/gone.wav  | no such file",
                "@/gone[1].wav | no such file, and no recordings fit this pattern",
                "@/in/*.ogg  | no such file, and no recordings fit this pattern",
                "@/none/*.wav | no such file, and no recordings fit this pattern",
                "@/a[.wav    | no such file, and a broken pattern, expected one such as 'calls/*.mp3'",
                "@/in/{a.wav | no such file, and a broken pattern, expected one such as 'calls/*.mp3'"
            })
    void aNameThatLeadsToNothingDoesNotStopTheOthers(String name, String why) throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        String named = name.replace("@", folder.toString());
        Ran ran = classify("@/in/a.wav", name, "@/in/deep");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.outLines()).hasSize(3).allSatisfy(line -> Schemas.assertValid("classify", line));
        assertThat(files(ran, true)).containsExactly("@/in/a.wav", "@/in/deep/b.wav");
        assertThat(files(ran, false)).containsExactly(name);
        assertThat(ran.err())
                .isEqualTo("intona classify: " + named + ": " + why + "\n"
                        + "intona classify: 1 of 3 files could not be read\n");

        Ran alone = classify(name);
        assertThat(alone.exitCode()).isEqualTo(1);
        assertThat(files(alone, true)).isEmpty();
        assertThat(alone.err()).isEqualTo("intona classify: " + named + ": " + why + "\n");

        Ran features = Command.run("features", named);
        assertThat(features.exitCode()).isEqualTo(1);
        assertThat(features.err()).isEqualTo("intona features: " + named + ": " + why + "\n");
        Ran both = Command.run("features", named, folder + "/in", "--out=" + folder.resolve("out"));
        assertThat(both.exitCode()).isEqualTo(1);
        assertThat(both.err())
                .isEqualTo("intona features: " + named + ": " + why + "\n"
                        + "intona features: 1 of 3 files could not be read\n");
        assertThat(folder.resolve("out/a.npy")).exists();
    }

    @Test
    void aFileWhoseNameLooksLikeAPatternIsItself() throws IOException {
        write("in/take[1].wav");
        write("in/take1.wav");
        assertThat(files(classify("@/in/take[1].wav"), true)).containsExactly("@/in/take[1].wav");
    }

    /** A folder that not even root can list, because its path is longer than systems take. */
    @ParameterizedTest
    @ValueSource(strings = {"@/in", "@/in/**.wav", "@/in/{a.wav,deep/b.wav}"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "takes longer paths")
    void aFolderThatCannotBeReadDoesNotStopTheOthers(String name) throws IOException {
        Path outer = Files.createDirectories(folder.resolve("in/locked").resolve(("o".repeat(200) + "/").repeat(9)));
        Path inner = folder.resolve("inner");
        Files.createDirectories(inner.resolve(("i".repeat(200) + "/").repeat(15)));
        Files.move(inner, outer.resolve("inner"));
        try {
            Ran ran = classify(name);
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(files(ran, true)).containsExactly("@/in/a.wav", "@/in/deep/b.wav");
            assertThat(files(ran, false)).hasSize(1).allMatch(file -> file.startsWith("@/in/locked/o"));
            assertThat(ran.err())
                    .startsWith("intona classify: " + folder + "/in/locked/o")
                    .endsWith("intona classify: 1 of 3 files could not be read\n")
                    .hasLineCount(2);
            Ran elsewhere = classify("@/in/*.wav", "@/in/d*/*.wav");
            assertThat(elsewhere.err()).isEmpty();
            assertThat(files(elsewhere, true)).containsExactly("@/in/a.wav", "@/in/deep/b.wav");
        } finally {
            Files.move(outer.resolve("inner"), inner); // so that it can be deleted
        }
    }
}
