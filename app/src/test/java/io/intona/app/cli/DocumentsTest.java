package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links from one document to another, or to a file, lead there. */
class DocumentsTest {
    private static final Path ROOT = Path.of(System.getProperty("intona.root"));

    /** {@code [words](target)}, or the picture of an HTML tag. */
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|src=\"([^\"]+)\"");

    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> bench = Files.list(ROOT.resolve("bench"));
                Stream<Path> model = Files.list(ROOT.resolve("model-ravdess"))) {
            return Stream.of(top, docs, bench, model)
                    .flatMap(each -> each)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(ROOT::relativize)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) throws IOException {
        Path file = ROOT.resolve(document);
        for (MatchResult link : LINK.matcher(Files.readString(file)).results().toList()) {
            String target = link.group(1) == null ? link.group(2) : link.group(1);
            if (!target.contains(":")) {
                String[] parts = target.split("#", 2);
                Path to = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
                assertThat(to).as(target).exists();
                if (parts.length == 2) {
                    assertThat(anchors(to)).as(target).contains(parts[1]);
                }
            }
        }
    }

    /** As GitHub makes them of headings. */
    private static Stream<String> anchors(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'));
    }
}
