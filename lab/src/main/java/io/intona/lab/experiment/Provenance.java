package io.intona.lab.experiment;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.intona.lab.work.CodeIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where, when and by what something was computed: all that a record must not hold because it changes from one making to
 * the next.
 *
 * @param finished end of the work, UTC, in seconds
 * @param host name of the machine
 * @param revision commit of the code, {@code unknown} if it was not started by the launcher
 * @param dirty whether the code differed from that commit
 * @param java version and vendor
 * @param os name, version and architecture
 * @param cpu model
 * @param kernels name of the kernels
 * @param earlier other code that worked on it before, oldest first; empty unless a change of code was accepted
 */
@JsonPropertyOrder({"finished", "host", "revision", "dirty", "java", "os", "cpu", "kernels", "earlier"})
record Provenance(
        String finished,
        String host,
        String revision,
        boolean dirty,
        String java,
        String os,
        String cpu,
        String kernels,
        List<CodeIdentity> earlier) {
    private static final Path LINUX_CPUS = Path.of("/proc/cpuinfo");

    Provenance {
        earlier = List.copyOf(earlier);
    }

    /** This machine, now. */
    static Provenance now(CodeIdentity code, List<CodeIdentity> earlier) {
        return new Provenance(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                hostName(),
                code.revision(),
                code.isDirty(),
                Runtime.version() + " " + System.getProperty("java.vendor"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                cpuModel(),
                code.kernels(),
                earlier);
    }

    /** Every part by name, as text, for model files. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("finished", finished);
        fields.put("host", host);
        fields.put("revision", revision);
        fields.put("dirty", Boolean.toString(dirty));
        fields.put("java", java);
        fields.put("os", os);
        fields.put("cpu", cpu);
        fields.put("kernels", kernels);
        if (!earlier.isEmpty()) {
            fields.put("earlier", earlier.stream().map(CodeIdentity::words).collect(Collectors.joining(", ")));
        }
        return fields;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    private static String cpuModel() {
        if (Files.isReadable(LINUX_CPUS)) {
            try (var lines = Files.lines(LINUX_CPUS)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).trim())
                        .findFirst()
                        .orElse("unknown");
            } catch (IOException e) {
                return "unknown";
            }
        }
        return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "unknown");
    }
}
