package io.intona.lab.feature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intona.audio.AudioClip;
import io.intona.audio.AudioReader;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureSpec;
import io.intona.kernel.ScalarKernels;
import io.intona.lab.feature.FeatureCache.Counts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleIndexTest {
    private static final FeatureExtractor EXTRACTOR = new FeatureExtractor(FeatureSpec.PAPER, new ScalarKernels());
    private static final FeatureExtractor OTHER = new FeatureExtractor(FeatureSpec.parse("mfcc3"), new ScalarKernels());
    private static final AudioClip BEFORE = Clips.noise(1);
    private static final AudioClip AFTER = Clips.noise(2);
    private static final ClipReader NOT_READ = () -> {
        throw new IOException("the recording was read");
    };

    @TempDir
    private Path folder;

    private Path recording;
    private FeatureCache cache;

    @BeforeEach
    void writeARecordingThatSettledLongAgo() throws IOException {
        recording = Files.writeString(folder.resolve("recording.wav"), "before");
        Files.setLastModifiedTime(recording, FileTime.from(1_600_000_000_123_456_789L, TimeUnit.NANOSECONDS));
        cache = new FeatureCache(folder.resolve("cache"));
    }

    @Test
    void anUnchangedRecordingIsNotReadAgain() throws IOException {
        cache.features(EXTRACTOR, Optional.of(recording), () -> BEFORE);
        FeatureCache later = new FeatureCache(folder.resolve("cache"));
        assertThat(later.features(EXTRACTOR, Optional.of(recording), NOT_READ)).isEqualTo(EXTRACTOR.extract(BEFORE));
        assertThat(later.counts()).isEqualTo(new Counts(1, 0, 0, 0));
    }

    @Test
    void aRecordingOfAnotherTimeIsReadAgain() throws IOException {
        cache.features(EXTRACTOR, Optional.of(recording), () -> BEFORE);
        Files.setLastModifiedTime(recording, FileTime.from(1_600_000_000_123_456_000L, TimeUnit.NANOSECONDS));
        assertReadAgain();
    }

    @Test
    void aRecordingOfAnotherSizeIsReadAgain() throws IOException {
        cache.features(EXTRACTOR, Optional.of(recording), () -> BEFORE);
        FileTime time = Files.getLastModifiedTime(recording);
        Files.writeString(recording, "after it");
        Files.setLastModifiedTime(recording, time);
        assertReadAgain();
    }

    @Test
    void aLinkThatPointsToAnotherRecordingIsReadAgain() throws IOException {
        Path other = Files.copy(recording, folder.resolve("other.wav"));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(recording));
        Path link = Files.createSymbolicLink(folder.resolve("link"), recording);
        assertThat(cache.load(EXTRACTOR, Optional.of(link), () -> BEFORE).samples())
                .isEqualTo(SampleHash.of(BEFORE));
        Files.delete(link);
        Files.createSymbolicLink(link, other);
        assertThat(cache.load(EXTRACTOR, Optional.of(link), () -> AFTER).samples())
                .isEqualTo(SampleHash.of(AFTER));
    }

    @Test
    void aRecordingThatWasJustChangedIsNotRemembered() throws IOException {
        Files.setLastModifiedTime(recording, FileTime.fromMillis(System.currentTimeMillis() - 1000));
        cache.features(EXTRACTOR, Optional.of(recording), () -> BEFORE);
        assertReadAgain();
    }

    @Test
    void aRecordingThatChangesWhileItIsReadIsNotRemembered() throws IOException {
        FileTime old = Files.getLastModifiedTime(recording);
        cache.features(EXTRACTOR, Optional.of(recording), () -> {
            Files.setLastModifiedTime(recording, FileTime.fromMillis(old.toMillis() + 1000));
            return BEFORE;
        });
        Files.setLastModifiedTime(recording, old);
        assertReadAgain();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 40, 150, -1})
    void aDamagedEntryIsMadeAgain(int position) throws IOException {
        cache.features(EXTRACTOR, Optional.of(recording), () -> BEFORE);
        Path entry = entry();
        byte[] original = Files.readAllBytes(entry);
        byte[] damaged = original.clone();
        damaged[position < 0 ? damaged.length - 1 : position] ^= 1;
        Files.write(entry, damaged);
        assertThat(cache.load(EXTRACTOR, Optional.of(recording), () -> BEFORE).samples())
                .isEqualTo(SampleHash.of(BEFORE));
        assertThat(cache.counts()).isEqualTo(new Counts(1, 1, 2, 1));
        assertThat(entry).hasBinaryContent(original);
    }

    /** The index trusts the version: whoever makes readers decode otherwise must raise it, and then pin the new hash. */
    @Test
    void theDecodingVersionStandsForTheSamples() throws IOException {
        ByteBuffer stereo = ByteBuffer.allocate(44 + 12).order(ByteOrder.LITTLE_ENDIAN);
        stereo.put("RIFF".getBytes(US_ASCII)).putInt(48).put("WAVEfmt ".getBytes(US_ASCII));
        stereo.putInt(16).putShort((short) 1).putShort((short) 2).putInt(44_100).putInt(44_100 * 6);
        stereo.putShort((short) 6)
                .putShort((short) 24)
                .put("data".getBytes(US_ASCII))
                .putInt(12);
        stereo.put(new byte[] {1, 2, 3, -1, -2, -3, 0, 0, -128, -1, -1, 127});
        Files.write(recording, stereo.array());
        SampleHash hash = SampleHash.of(AudioReader.read(recording));
        assertThat(SampleIndex.DECODING_VERSION + " " + hash)
                .as("the same file decodes to other samples: raise SampleIndex.DECODING_VERSION and pin the new hash")
                .isEqualTo("1 8c85e7600e115b650e023d4305c0cdd6df84355646f52d6e0f3f3b905fa74d09");
    }

    @Test
    void anEntryWithoutTheFeaturesThatAreWantedLeadsToTheRecording() throws IOException {
        cache.features(OTHER, Optional.of(recording), () -> BEFORE);
        assertThat(cache.features(EXTRACTOR, Optional.of(recording), () -> BEFORE))
                .isEqualTo(EXTRACTOR.extract(BEFORE));
        assertThat(cache.counts()).isEqualTo(new Counts(0, 2, 2, 0));
    }

    @Test
    void aMissingRecordingIsLeftToItsReaderToReport() {
        assertThatThrownBy(() -> cache.features(EXTRACTOR, Optional.of(folder.resolve("none.wav")), NOT_READ))
                .hasMessage("the recording was read");
    }

    @Test
    void featuresComeWithTheHashOfTheSamplesTheyAreOf() throws IOException {
        CachedFeatures expected = new CachedFeatures(SampleHash.of(BEFORE), EXTRACTOR.extract(BEFORE));
        assertThat(cache.load(EXTRACTOR, Optional.of(recording), () -> BEFORE)).isEqualTo(expected);
        assertThat(cache.load(EXTRACTOR, Optional.of(recording), NOT_READ)).isEqualTo(expected);
        assertThat(cache.load(EXTRACTOR, Optional.empty(), () -> BEFORE)).isEqualTo(expected);
    }

    @Test
    void aClipWithoutAFileIsReadEachTime() throws IOException {
        cache.features(EXTRACTOR, Optional.empty(), () -> BEFORE);
        cache.features(EXTRACTOR, Optional.empty(), () -> BEFORE);
        assertThat(cache.counts()).isEqualTo(new Counts(1, 1, 2, 0));
    }

    private void assertReadAgain() throws IOException {
        assertThat(cache.features(EXTRACTOR, Optional.of(recording), () -> AFTER))
                .isEqualTo(EXTRACTOR.extract(AFTER));
    }

    private Path entry() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache/samples"))) {
            return files.findFirst().orElseThrow();
        }
    }
}
