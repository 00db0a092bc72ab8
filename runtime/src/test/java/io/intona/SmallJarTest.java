package io.intona;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The library is one small jar that depends on nothing but the JDK. */
class SmallJarTest {
    private static final int MOST_BYTES = 600_000;

    @Test
    void theJarIsSmall() throws Exception {
        Path classes = Path.of(EmotionRecognizer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(Files.isDirectory(classes) ? packed(classes) : Files.size(classes))
                .isBetween(100_000L, (long) MOST_BYTES);
    }

    private static long packed(Path classes) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(classes)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Path file : files) {
                jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                jar.write(Files.readAllBytes(file));
            }
        }
        return bytes.size();
    }

    @Test
    void whatItDependsOnIsForTests() throws Exception {
        Path pom = Path.of(System.getProperty("intona.root")).resolve("runtime/pom.xml");
        NodeList dependencies = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getElementsByTagName("dependency");
        assertThat(dependencies.getLength()).isPositive();
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            assertThat(dependency.getElementsByTagName("scope").item(0))
                    .as(dependency.getTextContent())
                    .isNotNull()
                    .extracting(scope -> scope.getTextContent())
                    .isEqualTo("test");
        }
    }
}
