package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.Command.Ran;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    private static Set<String> verbs() {
        return Main.commandLine(Terminal.ofProcess()).getSubcommands().keySet();
    }

    /** All verbs, those within verbs as well: {@code experiment run}. */
    static List<String> allVerbs() {
        List<String> names = new ArrayList<>();
        addVerbs(names, "", Main.commandLine(Terminal.ofProcess()));
        return names;
    }

    private static void addVerbs(List<String> names, String parent, CommandLine command) {
        command.getSubcommands().forEach((name, verb) -> {
            names.add(parent + name);
            addVerbs(names, parent + name + " ", verb);
        });
    }

    private static CommandLine command(String verb) {
        CommandLine command = Main.commandLine(Terminal.ofProcess());
        for (String name : verb.split(" ")) {
            command = command.getSubcommands().get(name);
        }
        return command;
    }

    @Test
    void theListNamesEveryVerb() {
        Ran help = Command.run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(verbs())
                .isNotEmpty()
                .allSatisfy(verb -> assertThat(help.out()).containsPattern("(?m)^  " + verb + " +[A-Z]"))
                .allSatisfy(verb -> assertThat(
                                command(verb).getCommandSpec().usageMessage().description()[0])
                        .as("what the list shows of " + verb)
                        .matches("[A-Z].*\\."));
    }

    @ParameterizedTest
    @MethodSource("allVerbs")
    void everyVerbHasHelpWithAnExampleThatIsUnderstood(String verb) {
        Ran help = Command.run((verb + " --help").split(" "));
        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).startsWith("Usage: intona " + verb);
        List<String> examples = help.outLines().stream()
                .dropWhile(line -> !line.equals("Example:"))
                .skip(1)
                .map(String::trim)
                .toList();
        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            String[] words = example.split(" +");
            assertThat(example).startsWith("intona " + verb);
            CommandLine command = Main.commandLine(Terminal.ofProcess());
            assertThat(command.parseArgs(Arrays.copyOfRange(words, 1, words.length))
                            .hasSubcommand())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("allVerbs")
    void everyOptionIsDescribedInASentence(String verb) {
        assertThat(command(verb).getCommandSpec().args())
                .allSatisfy(option -> assertThat(String.join(" ", option.description()))
                        .as(option.toString())
                        .matches("\\S.*\\.")
                        .as("options stand by name, not behind the one they speak of")
                        .doesNotContainPattern("one such|of those"));
    }

    static Stream<String> versions() {
        return Stream.of("--version", "-V");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theVersionNamesRevisionAndJava(String option) {
        Ran version = Command.run(option);
        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).startsWith("intona, revision ").contains("Java " + Runtime.version());
    }
}
