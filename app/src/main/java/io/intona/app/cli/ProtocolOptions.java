package io.intona.app.cli;

import io.intona.lab.train.Protocol;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The rules of an evaluation: a named combination, and single switches that differ from it. */
final class ProtocolOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--protocol",
            paramLabel = "strict|published|adapted",
            converter = Converters.ProtocolName.class,
            description = "What a network may know of the speakers it is tested on (default: strict).")
    private Protocol protocol = Protocol.STRICT;

    private final Map<String, String> switches = new LinkedHashMap<>();

    @Option(
            names = "--normalisation",
            paramLabel = "train|all|speaker",
            description = "From whose clips mean and variance come.")
    private void normalisation(String value) {
        switches.put("normalisation", value);
    }

    @Option(
            names = "--tuning",
            paramLabel = "given|nested|shared|test",
            description = "How the settings were found; goes into the record.")
    private void tuning(String value) {
        switches.put("tuning", value);
    }

    @Option(names = "--epoch", paramLabel = "validation|last|test", description = "Which epoch's network is tested.")
    private void epoch(String value) {
        switches.put("epoch", value);
    }

    @Option(names = "--padding", paramLabel = "none|zeros", description = "What fills shorter clips of a batch.")
    private void padding(String value) {
        switches.put("padding", value);
    }

    /** The named protocol with the switches set. */
    Protocol protocol() {
        Protocol result = protocol;
        for (Map.Entry<String, String> each : switches.entrySet()) {
            try {
                result = result.with(each.getKey(), each.getValue());
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
            }
        }
        return result;
    }

    /** The same for a search, which is nested unless something else was asked for. */
    Protocol searched() {
        Protocol asked = protocol();
        boolean open = asked.tuning() == Protocol.Tuning.GIVEN && !switches.containsKey("tuning");
        return open ? asked.with("tuning", Protocol.Tuning.NESTED.toString()) : asked;
    }
}
