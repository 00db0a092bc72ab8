package io.intona;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.audio.WavWriter;
import io.intona.feature.FeatureSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples for people, as they stand there: compiled, and run where the files are that they name. */
class DocumentedExamplesTest {
    private static final Path ROOT = Path.of(System.getProperty("intona.root"));
    private static final Pattern MARKDOWN = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern JAVADOC = Pattern.compile("<pre>\\{@code\n(.*?) \\* }</pre>", Pattern.DOTALL);

    @TempDir
    Path folder;

    private static String first(Pattern pattern, Path file) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(ROOT.resolve(file)));
        assertThat(matcher.find()).as("an example in " + file).isTrue();
        return matcher.group(1);
    }

    /** Compiles the lines as the body of a program and returns what it prints. */
    private String ran(String lines) throws Exception {
        EmotionRecognizerTest.model("LSTM-h8-v3", FeatureSpec.parse("mfcc13")).write(folder.resolve("m.safetensors"));
        for (String name : new String[] {"hello.wav", "meeting.wav"}) {
            WavWriter.write(
                    EmotionRecognizerTest.clip(1, 200_000, 22_050), folder.resolve(name), WavWriter.Encoding.PCM_16);
        }
        Path source = Files.writeString(
                folder.resolve("Example.java"),
                "import io.intona.*;\nimport io.intona.audio.*;\nimport java.nio.file.*;\n"
                        + "public class Example {\npublic static void main(String[] arguments) throws Exception {\n"
                        + lines
                        + "}\n}\n");
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        complaints,
                        complaints,
                        "-Xlint:all",
                        "-Werror",
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(compiled).as(complaints.toString(StandardCharsets.UTF_8)).isZero();
        ChildJava.Ran ran = ChildJava.run(folder, "Example");
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        return ran.output();
    }

    @Test
    void theExampleInTheReadmeRuns() throws Exception {
        assertThat(ran(first(MARKDOWN, Path.of("README.md"))).lines().toList())
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.matches("[a-z]+ [0-9.]+|[0-9.]+ s: ([a-z]+|-)"));
    }

    @Test
    void theExampleInTheJavadocRuns() throws Exception {
        Path source = Path.of("runtime/src/main/java/io/intona/EmotionRecognizer.java");
        assertThat(ran(first(JAVADOC, source).replaceAll("(?m)^ \\* ?", ""))).matches("[a-z]+\n");
    }
}
