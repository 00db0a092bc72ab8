package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.Command.Ran;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureSpec;
import io.intona.kernel.Kernels;
import io.intona.lab.feature.FeatureCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
    @TempDir
    Path folder;

    private void fill() throws IOException {
        FeatureExtractor extractor =
                new FeatureExtractor(FeatureSpec.parse("mfcc5").withSampleRateHz(16_000), Kernels.of("scalar"));
        FeatureCache cache = new FeatureCache(folder);
        cache.features(extractor, TestClips.clip(1, 5_000, 16_000));
        cache.features(extractor, TestClips.clip(2, 5_000, 16_000));
    }

    @Test
    void itIsListedAndClearedAndThenEmpty() throws IOException {
        fill();
        Path foreign = Files.writeString(folder.resolve("mine.txt"), "not the cache's");
        Ran list = Command.run("cache", "--cache", folder.toString());
        assertThat(list.exitCode()).isZero();
        assertThat(list.outLines()).hasSize(2);
        assertThat(list.outLines().get(0))
                .startsWith("mfcc5-1024-512-16000-clip-")
                .contains(" 2 entries ");
        assertThat(list.outLines().get(1)).isEqualTo("in " + folder);

        Ran clear = Command.run("cache", "clear", "--cache", folder.toString());
        assertThat(clear.exitCode()).isZero();
        assertThat(clear.outLines().get(0)).startsWith("cleared mfcc5-");
        assertThat(foreign).exists();

        assertThat(Command.run("cache", "list", "--cache", folder.toString()).out())
                .isEqualTo("nothing is kept in " + folder + "\n");
    }

    @Test
    void jsonHasFolderActionAndEntries() throws IOException {
        fill();
        String list =
                Command.run("cache", "--json", "--cache", folder.toString()).out();
        Schemas.assertValid("cache", list);
        assertThat(list)
                .matches("\\{\"folder\":\"\\Q" + folder
                        + "\\E\",\"action\":\"list\",\"entries\":\\[\\{\"settings\":\"mfcc5-[^\"]*\",\"entries\":2,"
                        + "\"bytes\":[0-9]+}]}\\n");
        String clear = Command.run("cache", "clear", "--json", "--cache", folder.toString())
                .out();
        Schemas.assertValid("cache", clear);
        assertThat(clear).isEqualTo(list.replace("\"list\"", "\"clear\""));
    }
}
