package io.intona;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs scripts with Debian's Python, for tests against peers. A test whose packages are missing is left out and says so. */
public final class Python {
    /** How a script ends that does not find its packages. */
    private static final int MISSING = 77;

    private Python() {}

    /**
     * What a script prints, line by line.
     *
     * @param script a file among the test resources
     * @param needs what is missing if it ends with 77
     */
    public static List<String> run(URL script, String needs, List<String> arguments)
            throws IOException, InterruptedException, URISyntaxException {
        for (String python : List.of("python3", "/usr/bin/python3")) { // the first may be another than Debian's
            List<String> command = new ArrayList<>(List.of(python, new File(script.toURI()).getPath()));
            command.addAll(arguments);
            Process process;
            try {
                process = new ProcessBuilder(command).redirectErrorStream(true).start();
            } catch (IOException e) {
                continue; // no such program
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode == 0) {
                return output.lines().toList();
            }
            if (exitCode != MISSING) {
                throw new AssertionError(output);
            }
        }
        String sentence = "left out: needs python3 with " + needs;
        System.out.println(sentence);
        return abort(sentence);
    }
}
