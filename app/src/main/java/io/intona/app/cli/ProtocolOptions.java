package io.intona.app.cli;

import io.intona.lab.train.Protocol;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The rules of an evaluation: a named combination, and single switches that differ from it. */
final class ProtocolOptions {
    @Option(
            names = "--protocol",
            paramLabel = "strict|published|adapted",
            converter = Converters.ProtocolName.class,
            description = "What a network may know of the speakers it is tested on (default: strict).")
    private Protocol protocol = Protocol.STRICT;

    @Option(
            names = "--tuning",
            paramLabel = "given|nested|shared|test",
            description = "How the settings were found; goes into the record.")
    private Optional<String> tuning;

    @Option(names = "--epoch", paramLabel = "validation|last|test", description = "Which epoch's network is tested.")
    private Optional<String> epoch;

    @Mixin
    private HearingOptions hearing;

    /** The named protocol with the switches set. */
    Protocol protocol() {
        Protocol tuned = hearing.with(hearing.of(protocol), "tuning", tuning);
        return hearing.with(tuned, "epoch", epoch);
    }
}
