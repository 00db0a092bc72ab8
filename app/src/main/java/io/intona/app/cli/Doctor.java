package io.intona.app.cli;

import io.intona.app.cli.Checkup.Finding;
import io.intona.app.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code intona doctor}: whether everything that Intona needs is there. */
@Command(
        name = "doctor",
        description = {
            "Looks at Java, kernels, memory, cores, audio formats, cache folder, model and microphones.",
            "It says what is wrong and how to mend it. The exit code is 1 if something is wrong."
        },
        footer = {"", "Example:", "  intona doctor --model m.safetensors"})
final class Doctor implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "A model file to try out (default: the one that came along, if one did).")
    private Optional<Path> model;

    @Mixin
    private CacheOption cache;

    @Mixin
    private KernelsOption kernels;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    Doctor(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What {@code doctor --json} prints. */
    record Report(boolean ok, List<Finding> findings) {}

    @Override
    public Integer call() {
        List<Finding> findings = new Checkup(kernels.kernels(), cache.folder(), model).findings();
        boolean ok = findings.stream().noneMatch(finding -> finding.state() == Checkup.State.WRONG);
        if (json) {
            terminal.out().println(Json.line(new Report(ok, findings)));
        } else {
            findings.forEach(finding -> terminal.out().println(finding.sentence()));
        }
        return ok ? 0 : 1;
    }
}
