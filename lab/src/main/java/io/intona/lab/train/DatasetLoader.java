package io.intona.lab.train;

import io.intona.feature.FeatureExtractor;
import io.intona.lab.corpus.ClipListener;
import io.intona.lab.corpus.ClipSource;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.corpus.Utterance;
import io.intona.lab.feature.CachedFeatures;
import io.intona.lab.feature.FeatureCache;
import io.intona.lab.feature.SampleHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/** Computes the features of a whole corpus, or finds them in the cache. */
public final class DatasetLoader {
    private final Corpus corpus;
    private final FeatureExtractor extractor;
    private final FeatureCache cache;
    private final ClipListener listener;
    private final AtomicInteger next = new AtomicInteger();
    private final Example[] examples; // by utterance
    private final SampleHash[] hashes; // by utterance
    private int done;

    private DatasetLoader(Corpus corpus, FeatureExtractor extractor, FeatureCache cache, ClipListener listener) {
        this.corpus = corpus;
        this.extractor = extractor;
        this.cache = cache;
        this.listener = listener;
        this.examples = new Example[corpus.utterances().size()];
        this.hashes = new SampleHash[examples.length];
    }

    /**
     * The dataset; the same whatever the number of threads.
     *
     * @throws IOException if a clip cannot be read or has no samples, or the cache cannot be written
     * @throws InterruptedException if the thread is interrupted; features already computed stay in the cache
     */
    public static Dataset load(
            Corpus corpus, FeatureExtractor extractor, FeatureCache cache, int threads, ClipListener listener)
            throws IOException, InterruptedException {
        DatasetLoader loader = new DatasetLoader(corpus, extractor, cache, listener);
        Workers.run(Math.min(threads, Math.max(1, loader.examples.length)), loader::work);
        return new Dataset(corpus, extractor.spec(), loader.hash(), Arrays.asList(loader.examples));
    }

    private void work() throws IOException, InterruptedException {
        for (int index = next.getAndIncrement(); index < examples.length; index = next.getAndIncrement()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Utterance utterance = corpus.utterances().get(index);
            try {
                load(index, utterance);
            } catch (IllegalArgumentException e) { // no samples, or too many
                throw new IOException("clip " + utterance.id() + ": " + e.getMessage(), e);
            }
            report();
        }
    }

    private void load(int index, Utterance utterance) throws IOException {
        ClipSource source = utterance.source();
        CachedFeatures loaded = cache.load(extractor, source.file(), source::read);
        hashes[index] = loaded.samples();
        examples[index] = new Example(utterance.id(), utterance.speaker(), utterance.emotion(), loaded.features());
    }

    private synchronized void report() {
        listener.clipDone(++done, examples.length);
    }

    /** SHA-256 of all that the corpus says and sounds like: labels; id, speaker, label, given fold and samples of each. */
    private String hash() {
        MessageDigest digest = sha256();
        corpus.labels().forEach(label -> update(digest, label));
        for (int index = 0; index < examples.length; index++) {
            Utterance utterance = corpus.utterances().get(index);
            update(digest, utterance.id());
            update(digest, utterance.speaker());
            update(digest, Integer.toString(utterance.emotion()));
            update(digest, utterance.fold().toString());
            update(digest, hashes[index].hex());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }
}
