package io.intona.lab.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimTest {
    private static final String NAME = "unit.lock";

    @TempDir
    private Path folder;

    /** Claims, says so, and waits to be killed; or says that somebody else has it. */
    static final class Claimant {
        public static void main(String[] arguments) throws IOException, InterruptedException {
            Optional<Claim> claim = Claim.tryTo(Path.of(arguments[0]), NAME);
            System.out.write(claim.isPresent() ? 'y' : 'n');
            System.out.flush();
            if (claim.isPresent()) {
                Thread.sleep(60_000);
            }
        }
    }

    private char claimElsewhere(List<Process> processes) throws IOException {
        Process process = OtherProcess.start(Claimant.class, folder.toString());
        processes.add(process);
        return (char) process.getInputStream().read();
    }

    @Test
    void onlyOneProcessHasAClaimAndItEndsWithIt() throws Exception {
        List<Process> processes = new ArrayList<>();
        try {
            assertThat(claimElsewhere(processes)).isEqualTo('y');
            assertThat(Claim.tryTo(folder, NAME)).isEmpty();
            assertThat(claimElsewhere(processes)).isEqualTo('n');
            processes.get(0).destroyForcibly().waitFor();
            try (Claim mine = Claim.tryTo(folder, NAME).orElseThrow()) {
                assertThat(mine).isNotNull();
                assertThat(claimElsewhere(processes)).isEqualTo('n');
            }
            assertThat(claimElsewhere(processes)).isEqualTo('y');
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    /** A lock of the operating system belongs to the process: another thread's attempt must not release it. */
    @Test
    void anAttemptOfAnotherThreadDoesNotReleaseTheClaim() throws Exception {
        List<Process> processes = new ArrayList<>();
        try (Claim mine = Claim.tryTo(folder, NAME).orElseThrow()) {
            assertThat(mine).isNotNull();
            assertThat(Claim.tryTo(folder, NAME)).isEmpty();
            assertThat(claimElsewhere(processes)).isEqualTo('n');
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    @Test
    void theSameFolderByAnotherNameIsTheSameClaim() throws Exception {
        Path link = folder.resolveSibling(folder.getFileName() + "-link");
        Files.createSymbolicLink(link, folder);
        try (Claim mine = Claim.tryTo(folder, NAME).orElseThrow()) {
            assertThat(mine).isNotNull();
            assertThat(Claim.tryTo(link, NAME)).isEmpty();
        } finally {
            Files.delete(link);
        }
    }

    @Test
    void ofManyThreadsOneAtATimeHasIt() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Object> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int turn = 0; turn < 50; turn++) {
                    try (Claim claim = Claim.waitFor(folder, NAME, 0)) {
                        if (inside.incrementAndGet() != 1) {
                            failures.add(claim);
                        }
                        inside.decrementAndGet();
                    } catch (IOException | InterruptedException e) {
                        failures.add(e);
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }
}
