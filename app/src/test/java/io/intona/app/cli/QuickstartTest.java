package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.Command.Ran;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
    @Test
    void jsonIsWhatEvaluatePrintsAndNothingElse(@TempDir Path folder) {
        Ran ran = Command.run(
                "quickstart",
                "--small",
                "--json",
                "--cache=" + folder.resolve("cache"),
                "--out=" + folder.resolve("out"));
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.outLines()).hasSize(1);
        Schemas.assertValid("evaluate", ran.out());
        assertThat(folder.resolve("out/model.safetensors")).exists();
    }

    @Test
    void goesTheWholeWayAndLeavesAModelThatHearsTheSame(@TempDir Path folder) {
        Path out = folder.resolve("out");
        Ran ran = Command.run("quickstart", "--small", "--cache=" + folder.resolve("cache"), "--out=" + out);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("1. Features mfcc34 of synthetic:small:1: 192 clips, 8 speakers, 8 emotions\n")
                .containsPattern("\nUAR 0\\.[0-9]{4}, weighted accuracy")
                .contains("\nConfusion, clips")
                .contains("\n4. A voice that none of them has heard, meant to be angry, is recognised as:\n");
        List<String> last =
                List.of(ran.outLines().get(ran.outLines().size() - 1).split(" "));
        assertThat(last).startsWith("Now", "try:", "intona", "classify");
        Ran classify = Command.run(last.subList(3, last.size()).toArray(String[]::new));
        assertThat(classify.exitCode()).as(classify.err()).isZero();
        String best = classify.out().replaceAll("(?s)^.*?: ([a-z]+) ([0-9.]+) %.*", "$1 +$2 %");
        assertThat(ran.out()).containsPattern("\n   " + best);
    }
}
