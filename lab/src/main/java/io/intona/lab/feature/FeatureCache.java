package io.intona.lab.feature;

import io.intona.audio.AudioClip;
import io.intona.audio.Resampler;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Features on disk, each computed once. An entry is found by the SHA-256 of everything its bits depend on: feature spec,
 * {@link FeatureExtractor#VERSION}, kernels' name, resampler, and the {@link SampleHash} of the clip. A recording that has
 * the path, size and time of change it had before is not even decoded.
 *
 * <p>Entries are checksummed and replaced as a whole. One that is damaged or cannot be read is made again and
 * counted, never trusted. Any
 * number of threads and processes may share the folder; two that miss the same entry both compute it, to the same bits.
 * Thread-safe.
 */
public final class FeatureCache {
    private static final String FEATURES_FOLDER = "features";
    private static final String SAMPLES_FOLDER = "samples";

    private final Path folder;
    private final SampleIndex index;
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();
    private final AtomicLong decoded = new AtomicLong();
    private final AtomicLong damaged = new AtomicLong();

    /**
     * What happened since this cache was opened.
     *
     * @param hits feature matrices that were found
     * @param misses feature matrices that were computed
     * @param decoded clips that were read
     * @param damaged entries that could not be read or were not as they had been written, and were made again
     */
    public record Counts(long hits, long misses, long decoded, long damaged) {}

    /** @param folder where entries are kept; made when the first is written */
    public FeatureCache(Path folder) {
        this.folder = folder;
        this.index = new SampleIndex(folder.resolve(SAMPLES_FOLDER));
    }

    /**
     * The folder for users who name none: {@code $XDG_CACHE_HOME/intona} or {@code ~/.cache/intona},
     * {@code ~/Library/Caches/intona} on macOS, {@code %LOCALAPPDATA%\intona\cache} on Windows.
     */
    public static Path defaultFolder() {
        return CacheFolder.ofUser();
    }

    /** Where entries are kept. */
    public Path folder() {
        return folder;
    }

    /** What happened since this cache was opened. */
    public Counts counts() {
        return new Counts(hits.get(), misses.get(), decoded.get(), damaged.get());
    }

    /**
     * The features of a clip and the hash of the samples they come from; resampled first if its rate is not the spec's.
     *
     * @param extractor which features
     * @param file the recording behind the clip, if there is one; unchanged, it is not read again
     * @param reader reads the clip if need be
     * @throws IOException if the clip cannot be read or the features cannot be kept
     */
    public CachedFeatures load(FeatureExtractor extractor, Optional<Path> file, ClipReader reader) throws IOException {
        Optional<FileState> state = stateOf(file);
        Optional<SampleHash> remembered = remembered(state);
        if (remembered.isPresent()) {
            Optional<FeatureMatrix> found = find(extractor, remembered.get());
            if (found.isPresent()) {
                return new CachedFeatures(remembered.get(), found.get());
            }
        }
        AudioClip clip = read(reader);
        SampleHash hash = SampleHash.of(clip);
        remember(file, state, hash);
        boolean searched = remembered.equals(Optional.of(hash));
        FeatureMatrix features = searched ? compute(extractor, clip, hash) : findOrCompute(extractor, clip, hash);
        return new CachedFeatures(hash, features);
    }

    /**
     * The features of a clip, as {@link #load} finds or computes them.
     *
     * @throws IOException if the clip cannot be read or the features cannot be kept
     */
    public FeatureMatrix features(FeatureExtractor extractor, Optional<Path> file, ClipReader reader)
            throws IOException {
        return load(extractor, file, reader).features();
    }

    /**
     * The features of a clip in memory; resampled first if its rate is not the spec's.
     *
     * @throws IOException if the features cannot be kept
     */
    public FeatureMatrix features(FeatureExtractor extractor, AudioClip clip) throws IOException {
        return findOrCompute(extractor, clip, SampleHash.of(clip));
    }

    /** What is in the folder: features by settings, then the index of recordings; nothing that has no entries. */
    public List<CacheUsage> usage() throws IOException {
        List<CacheUsage> usage = new ArrayList<>();
        for (CacheEntries entries : entries()) {
            usage.add(entries.usage());
        }
        return usage.stream().filter(one -> one.entries() > 0).toList();
    }

    /** Deletes all entries, and nothing else that may lie in the folder; returns what there was. */
    public List<CacheUsage> clear() throws IOException {
        List<CacheUsage> before = usage();
        for (CacheEntries entries : entries()) {
            entries.delete();
        }
        return before;
    }

    private List<CacheEntries> entries() throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException("cache folder " + folder + " is a file, expected a folder");
        }
        List<CacheEntries> all = new ArrayList<>();
        for (Path child : CacheEntries.sortedChildren(folder.resolve(FEATURES_FOLDER))) {
            all.add(new CacheEntries(child.getFileName().toString(), child));
        }
        all.add(new CacheEntries("sample index", folder.resolve(SAMPLES_FOLDER)));
        return all;
    }

    private FeatureMatrix findOrCompute(FeatureExtractor extractor, AudioClip clip, SampleHash hash)
            throws IOException {
        Optional<FeatureMatrix> found = find(extractor, hash);
        return found.isPresent() ? found.get() : compute(extractor, clip, hash);
    }

    private Optional<FeatureMatrix> find(FeatureExtractor extractor, SampleHash hash) {
        String key = key(extractor, hash);
        try {
            Optional<FeatureMatrix> found = FeatureFile.read(
                    entry(extractor, key), key, extractor.spec().size());
            if (found.isPresent()) {
                hits.incrementAndGet();
            }
            return found;
        } catch (IOException e) {
            damaged.incrementAndGet();
            return Optional.empty();
        }
    }

    private FeatureMatrix compute(FeatureExtractor extractor, AudioClip clip, SampleHash hash) throws IOException {
        misses.incrementAndGet();
        AudioClip resampled = Resampler.resample(clip, extractor.spec().sampleRateHz());
        FeatureMatrix features = extractor.extract(resampled);
        String key = key(extractor, hash);
        try {
            FeatureFile.write(entry(extractor, key), key, features);
        } catch (IOException e) {
            throw cannotKeep(e);
        }
        return features;
    }

    private static String key(FeatureExtractor extractor, SampleHash hash) {
        return FeatureKey.of(extractor, Resampler.SETTINGS, hash);
    }

    private Path entry(FeatureExtractor extractor, String key) {
        return folder.resolve(FEATURES_FOLDER)
                .resolve(FeatureKey.settings(extractor))
                .resolve(key + FeatureFile.ENDING);
    }

    private AudioClip read(ClipReader reader) throws IOException {
        decoded.incrementAndGet();
        return reader.read();
    }

    /** Nothing if there is no file or it cannot be looked at: then whoever reads it says why. */
    private static Optional<FileState> stateOf(Optional<Path> file) {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(FileState.of(file.get()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<SampleHash> remembered(Optional<FileState> state) {
        if (state.isEmpty()) {
            return Optional.empty();
        }
        try {
            return index.find(state.get());
        } catch (IOException e) {
            damaged.incrementAndGet();
            return Optional.empty();
        }
    }

    /** Only if the file has stayed the same while it was read, and another change would show. */
    private void remember(Optional<Path> file, Optional<FileState> before, SampleHash hash) throws IOException {
        if (before.isPresent() && before.get().isSettled(Instant.now()) && before.equals(stateOf(file))) {
            try {
                index.remember(before.get(), hash);
            } catch (IOException e) {
                throw cannotKeep(e);
            }
        }
    }

    private IOException cannotKeep(IOException cause) {
        return new IOException(
                "cache folder " + folder + " cannot be written (" + cause.getMessage()
                        + "), expected a writable folder",
                cause);
    }
}
