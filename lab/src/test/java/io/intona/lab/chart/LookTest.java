package io.intona.lab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookTest {
    @TempDir
    private Path folder;

    /** Whether this Java finds fonts all the same depends on its builder; either way it must say so in words. */
    @Test
    void aMachineWithoutFontsIsToldWhatToInstall() throws Exception {
        Path none = Files.writeString(folder.resolve("fonts.conf"), "<?xml version=\"1.0\"?><fontconfig/>");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fonts.class.getName()))
                .redirectErrorStream(true);
        builder.environment().put("FONTCONFIG_FILE", none.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertThat(output.strip())
                .isIn(
                        "found",
                        "figures need fonts, and this Java finds none: install fontconfig and a font, for example with"
                                + " 'apt-get install fontconfig fonts-dejavu-core'");
    }

    /** What the other process does. */
    static final class Fonts {
        private Fonts() {}

        public static void main(String[] arguments) {
            try {
                Look.requireFonts();
                System.out.println("found");
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
