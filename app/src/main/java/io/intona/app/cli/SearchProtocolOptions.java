package io.intona.app.cli;

import io.intona.lab.train.Protocol;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The rules of a search. Which epoch is tested is none of them: all trials are judged at the same ends of cycles, whatever is
 * tested later.
 */
final class SearchProtocolOptions {
    @Option(
            names = "--protocol",
            paramLabel = "strict|published|adapted",
            converter = Converters.ProtocolName.class,
            description =
                    "Sets --normalisation, --tuning and --padding where those are not given: as evaluations of that"
                            + " protocol have them (default: strict).")
    private Protocol protocol = Protocol.STRICT;

    @Option(
            names = "--tuning",
            paramLabel = "nested|shared|test",
            description =
                    "Who judges trials: nested, in a study for each fold, speakers whom it does not test; shared, in"
                            + " one study, the validation speakers of all folds; test, in one study, the test speakers"
                            + " (default: nested, with --protocol published test).")
    private Optional<String> tuning;

    @Mixin
    private HearingOptions hearing;

    /** The named protocol with the switches set, nested unless something else was asked for. */
    Protocol protocol() {
        boolean open = protocol.tuning() == Protocol.Tuning.GIVEN && tuning.isEmpty();
        return hearing.with(
                hearing.of(protocol), "tuning", open ? Optional.of(Protocol.Tuning.NESTED.toString()) : tuning);
    }
}
