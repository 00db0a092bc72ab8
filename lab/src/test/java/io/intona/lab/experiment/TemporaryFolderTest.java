package io.intona.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.lab.train.Protocol;
import io.intona.lab.train.ToyDataset;
import io.intona.lab.work.OtherProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
    @TempDir
    private Path temp;

    /** Evaluates for longer than the test waits, and says when it has begun. */
    static final class Evaluator {
        public static void main(String[] arguments) throws IOException, InterruptedException {
            EvaluationPlan plan = new EvaluationPlan(
                    ToyDataset.of(1), TestPlans.MODEL, Protocol.STRICT, TestPlans.SETTINGS.withEpochs(100_000), 1, 1);
            Evaluation.run(plan, TestPlans.options(1), progress -> {
                System.out.write('y');
                System.out.flush();
            });
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "ends processes without asking them")
    void anEvaluationThatIsAskedToEndLeavesNothingBehind() throws Exception {
        ProcessBuilder builder = OtherProcess.builder(Evaluator.class).redirectErrorStream(false);
        builder.command().add(1, "-Djava.io.tmpdir=" + temp);
        Process process = builder.start();
        try {
            assertThat(process.getInputStream().read()).isEqualTo('y');
            assertThat(temp.toFile().list()).hasSize(1);
            process.destroy();
            assertThat(process.waitFor()).isEqualTo(128 + 15); // SIGTERM
            assertThat(temp).isEmptyDirectory();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aClosedFolderIsGoneWithWhatIsInIt() throws IOException {
        TemporaryFolder folder = new TemporaryFolder("intona-test-");
        Files.createDirectories(folder.path().resolve("a/b"));
        Files.writeString(folder.path().resolve("a/b/c"), "");
        folder.close();
        assertThat(folder.path()).doesNotExist();
    }
}
