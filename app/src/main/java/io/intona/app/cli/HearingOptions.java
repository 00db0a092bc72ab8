package io.intona.app.cli;

import io.intona.lab.train.Protocol;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The switches of a protocol that say what networks hear, in evaluations and in searches alike. */
final class HearingOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--normalisation",
            paramLabel = "train|all|speaker",
            description = "From whose clips mean and variance come.")
    private Optional<String> normalisation;

    @Option(names = "--padding", paramLabel = "none|zeros", description = "What fills shorter clips of a batch.")
    private Optional<String> padding;

    /** The named protocol with these switches set. */
    Protocol of(Protocol named) {
        return with(with(named, "normalisation", normalisation), "padding", padding);
    }

    /** The protocol with one switch set, if its option is given. */
    Protocol with(Protocol protocol, String name, Optional<String> value) {
        try {
            return value.map(word -> protocol.with(name, word)).orElse(protocol);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }
}
