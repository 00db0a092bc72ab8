package io.intona.lab.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intona.audio.AudioClip;
import io.intona.audio.Resampler;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureMatrix;
import io.intona.feature.FeatureSpec;
import io.intona.feature.FeatureSpec.TopDb;
import io.intona.kernel.ScalarKernels;
import io.intona.lab.feature.FeatureCache.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureCacheTest {
    private static final FeatureExtractor PAPER = extractor(FeatureSpec.PAPER);

    @TempDir
    private Path folder;

    @Test
    void computesOnceAndThenFindsTheSameBits() throws IOException {
        AudioClip clip = Clips.noise(1);
        FeatureMatrix computed = new FeatureCache(folder).features(PAPER, clip);
        FeatureCache later = new FeatureCache(folder);
        assertThat(later.features(PAPER, clip)).isEqualTo(computed).isEqualTo(PAPER.extract(clip));
        assertThat(later.counts()).isEqualTo(new Counts(1, 0, 0, 0));
    }

    @Test
    void keepsDifferentSettingsAndClipsApart() throws IOException {
        FeatureCache cache = new FeatureCache(folder);
        List<FeatureSpec> specs = List.of(
                FeatureSpec.PAPER,
                FeatureSpec.parse("mfcc33"),
                FeatureSpec.parse("logmel34"),
                FeatureSpec.PAPER.withFrame(2048, 512),
                FeatureSpec.PAPER.withFrame(1024, 256),
                FeatureSpec.PAPER.withTopDb(TopDb.OFF));
        for (int round = 0; round < 2; round++) {
            for (FeatureSpec spec : specs) {
                for (long seed = 1; seed <= 2; seed++) {
                    FeatureExtractor extractor = extractor(spec);
                    assertThat(cache.features(extractor, Clips.noise(seed)))
                            .isEqualTo(extractor.extract(Clips.noise(seed)));
                }
            }
        }
        assertThat(cache.counts()).isEqualTo(new Counts(12, 12, 0, 0));
    }

    @Test
    void resamplesAClipOfAnotherRateAndKnowsItByItsOwnSamples() throws IOException {
        AudioClip clip = Clips.noise(1, 4000, 16_000);
        FeatureMatrix expected = PAPER.extract(Resampler.resample(clip, 48_000));
        FeatureCache cache = new FeatureCache(folder);
        assertThat(cache.features(PAPER, clip)).isEqualTo(expected);
        assertThat(cache.features(PAPER, clip)).isEqualTo(expected);
        assertThat(cache.counts()).isEqualTo(new Counts(1, 1, 0, 0));
        assertThat(cache.features(PAPER, new AudioClip(clip.samples(), 48_000))).isNotEqualTo(expected);
    }

    @Test
    void theKeyDependsOnTheResampler() {
        SampleHash hash = SampleHash.of(Clips.noise(1));
        assertThat(FeatureKey.of(PAPER, "one", hash)).isNotEqualTo(FeatureKey.of(PAPER, "other", hash));
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("emptied", bytes -> new byte[0]),
                damage("cut to less than a checksum", bytes -> Arrays.copyOf(bytes, 31)),
                damage("cut to a checksum", bytes -> Arrays.copyOf(bytes, 32)),
                damage("cut by a byte", bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
                damage("longer by a byte", bytes -> Arrays.copyOf(bytes, bytes.length + 1)),
                damage("first bit", bytes -> flip(bytes, 0)),
                damage("a bit of the values", bytes -> flip(bytes, bytes.length / 2)),
                damage("last bit", bytes -> flip(bytes, bytes.length - 1)),
                damage("sealed but empty", bytes -> seal(new byte[0])),
                damage("sealed with another mark", bytes -> seal(flip(unseal(bytes), 3))),
                damage("sealed with another key", bytes -> seal(flip(unseal(bytes), 30))),
                damage("sealed with fewer frames", bytes -> seal(flip(unseal(bytes), 82))),
                damage("sealed with fewer values a frame", bytes -> seal(flip(unseal(bytes), 86))),
                damage("sealed with values missing", bytes -> {
                    byte[] content = unseal(bytes);
                    return seal(Arrays.copyOf(content, content.length - 34 * 4));
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void computesADamagedEntryAgainAndMendsIt(String name, UnaryOperator<byte[]> damage) throws IOException {
        AudioClip clip = Clips.noise(1);
        FeatureMatrix expected = new FeatureCache(folder).features(PAPER, clip);
        Path entry = files(folder, ".features").get(0);
        byte[] original = Files.readAllBytes(entry);
        Files.write(entry, damage.apply(original.clone()));

        FeatureCache cache = new FeatureCache(folder);
        assertThat(cache.features(PAPER, clip)).isEqualTo(expected);
        assertThat(cache.counts()).isEqualTo(new Counts(0, 1, 0, 1));
        assertThat(entry).hasBinaryContent(original);
    }

    @Test
    void threadsMayShareTheFolder() throws IOException {
        List<FeatureMatrix> expected = IntStream.range(0, 4)
                .mapToObj(seed -> PAPER.extract(Clips.noise(seed)))
                .toList();
        FeatureCache one = new FeatureCache(folder);
        FeatureCache other = new FeatureCache(folder);
        IntStream.range(0, 200).parallel().forEach(i -> {
            FeatureCache cache = i % 2 == 0 ? one : other;
            try {
                assertThat(cache.features(PAPER, Clips.noise(i % 4))).isEqualTo(expected.get(i % 4));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(one.counts().damaged() + other.counts().damaged()).isZero();
        assertThat(files(folder, ".features")).hasSize(4);
        assertThat(files(folder, ".tmp")).isEmpty();
    }

    /** Run by the next test in processes of their own: clears and fills the folder again and again. */
    static final class Worker {
        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[0]);
            Path recording = Path.of(args[1]);
            FeatureCache cache = new FeatureCache(folder);
            for (int i = 0; i < 60; i++) {
                AudioClip clip = Clips.noise(i % 3);
                if (!cache.features(PAPER, Optional.of(recording), () -> Clips.noise(9))
                                .equals(PAPER.extract(Clips.noise(9)))
                        || !cache.features(PAPER, clip).equals(PAPER.extract(clip))) {
                    throw new IllegalStateException("wrong features");
                }
                if (i % 7 == 0) {
                    cache.clear();
                }
            }
            System.out.println("damaged " + cache.counts().damaged());
        }
    }

    @Test
    void processesMayShareTheFolderAndClearItMeanwhile() throws Exception {
        Path recording = settledFile("recording");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Worker.class.getName(),
                            folder.resolve("cache").toString(),
                            recording.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out" + i).toFile())
                    .start());
        }
        for (int i = 0; i < 2; i++) {
            assertThat(processes.get(i).waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(folder.resolve("out" + i)).hasContent("damaged 0");
        }
        assertThat(files(folder, ".tmp")).isEmpty();
    }

    @Test
    void saysWhichFolderCannotBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        FeatureCache cache = new FeatureCache(file);
        assertThatThrownBy(() -> cache.features(PAPER, Clips.noise(1)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cache folder " + file + " cannot be written (")
                .hasMessageEndingWith("), expected a writable folder");
    }

    @Test
    void listsWhatItHoldsAndClearsNothingElse() throws IOException {
        FeatureCache cache = new FeatureCache(folder);
        assertThat(cache.usage()).isEmpty();
        cache.features(PAPER, Optional.of(settledFile("recording")), () -> Clips.noise(1));
        cache.features(PAPER, Clips.noise(2));
        cache.features(extractor(FeatureSpec.parse("logmel20")), Clips.noise(1));
        List<CacheUsage> usage = cache.usage();
        assertThat(usage)
                .extracting(CacheUsage::settings)
                .containsExactly(
                        "logmel20-1024-512-48000-clip-v" + FeatureExtractor.VERSION + "-scalar",
                        "mfcc34-1024-512-48000-clip-v" + FeatureExtractor.VERSION + "-scalar",
                        "sample index");
        assertThat(usage).extracting(CacheUsage::entries).containsExactly(1L, 2L, 1L);
        long bytes = 0;
        for (Path file : files(folder.resolve("features"), "")) {
            bytes += Files.size(file);
        }
        assertThat(usage.get(0).bytes() + usage.get(1).bytes()).isEqualTo(bytes);

        Path foreign = Files.createFile(folder.resolve(
                "features/mfcc34-1024-512-48000-clip-v" + FeatureExtractor.VERSION + "-scalar/thesis.features"));
        Path other = Files.createFile(folder.resolve("samples/" + "0".repeat(64) + ".wav"));
        assertThat(cache.clear()).isEqualTo(usage);
        assertThat(cache.usage()).isEmpty();
        assertThat(files(folder, "")).containsExactlyInAnyOrder(foreign, other, folder.resolve("recording"));
    }

    @Test
    void aFileIsNoCacheToListOrClear() throws IOException {
        Path file = settledFile("recording");
        FeatureCache cache = new FeatureCache(file);
        for (ThrowingCallable use : List.<ThrowingCallable>of(cache::usage, cache::clear)) {
            assertThatThrownBy(use)
                    .isInstanceOf(IOException.class)
                    .hasMessage("cache folder " + file + " is a file, expected a folder");
        }
        assertThat(file).exists();
    }

    @Test
    void clearingSparesWhatAnotherProcessIsWriting() throws Exception {
        Path samples = Files.createDirectories(folder.resolve("samples"));
        List<Path> temporaries = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            temporaries.add(samples.resolve("0".repeat(64) + ".samples." + UUID.randomUUID() + ".tmp"));
        }
        AtomicBoolean cleared = new AtomicBoolean();
        FutureTask<Integer> writer = new FutureTask<>(() -> {
            int written = 0;
            while (!cleared.get()) {
                for (Path temporary : temporaries) {
                    Files.createFile(temporary);
                }
                for (Path temporary : temporaries) {
                    Files.delete(temporary); // fails if it was not spared
                    written++;
                }
            }
            return written;
        });
        new Thread(writer).start();
        try {
            FeatureCache cache = new FeatureCache(folder);
            for (int i = 0; i < 1_000; i++) {
                assertThat(cache.clear()).isEmpty();
            }
        } finally {
            cleared.set(true);
        }
        assertThat(writer.get()).isPositive();
    }

    private Path settledFile(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "recording");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_600_000_000_000L));
        return file;
    }

    private static FeatureExtractor extractor(FeatureSpec spec) {
        return new FeatureExtractor(spec, new ScalarKernels());
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .toList();
        }
    }

    private static Arguments damage(String name, UnaryOperator<byte[]> damage) {
        return Arguments.of(name, damage);
    }

    private static byte[] flip(byte[] bytes, int index) {
        bytes[index] ^= 1;
        return bytes;
    }

    private static byte[] unseal(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length - 32);
    }

    private static byte[] seal(byte[] content) {
        byte[] sealed = Arrays.copyOf(content, content.length + 32);
        System.arraycopy(Sha256.digest().digest(content), 0, sealed, content.length, 32);
        return sealed;
    }
}
