package io.intona.app.cli;

import io.intona.lab.experiment.Experiment;
import io.intona.lab.experiment.ExperimentFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which experiment, and where its records are. */
final class ExperimentOptions {
    @Parameters(paramLabel = "FILE", description = "The experiment, as YAML.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where records and unfinished work are (default: results/NAME, with the experiment's name).")
    private Optional<Path> out;

    Experiment read() throws IOException {
        return ExperimentFile.read(file);
    }

    Path out(Experiment experiment) {
        return out.orElseGet(() -> Path.of("results", experiment.name()));
    }

    /** The file's name as seen from here, or the last of its names if it is elsewhere; the same on every machine. */
    String fileName() {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = file.toAbsolutePath().normalize();
        Path name = absolute.startsWith(here) ? here.relativize(absolute) : absolute.getFileName();
        return name.toString().replace('\\', '/');
    }
}
