package io.intona.lab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intona.audio.AudioClip;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureSpec;
import io.intona.kernel.Kernels;
import io.intona.lab.corpus.ClipListener;
import io.intona.lab.corpus.ClipSource;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.corpus.Utterance;
import io.intona.lab.feature.FeatureCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetLoaderTest {
    private static final FeatureSpec SPEC = FeatureSpec.PAPER.withSampleRateHz(8_000);

    @TempDir
    private Path cache;

    private final FeatureExtractor extractor = new FeatureExtractor(SPEC, Kernels.of("scalar"));

    private static AudioClip tone(double hertz) {
        float[] samples = new float[4_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) StrictMath.sin(2 * Math.PI * hertz * i / 8_000);
        }
        return new AudioClip(samples, 8_000);
    }

    private static Utterance utterance(String id, String speaker, int label, OptionalInt fold, ClipSource source) {
        return new Utterance(id, speaker, label, fold, new TreeMap<>(), source);
    }

    private static Corpus corpus(List<String> labels, Utterance first) {
        List<Utterance> utterances = new ArrayList<>();
        utterances.add(first);
        for (int i = 1; i < 8; i++) {
            double hertz = 200 + 100 * i;
            utterances.add(utterance("clip" + i, "s" + i, i % 2, OptionalInt.empty(), () -> tone(hertz)));
        }
        return new Corpus("tones", false, labels, utterances, List.of(), new TreeMap<>());
    }

    private static Corpus tones() {
        return corpus(List.of("low", "high"), utterance("clip0", "s0", 0, OptionalInt.empty(), () -> tone(200)));
    }

    private Dataset load(Corpus corpus, int threads) throws IOException, InterruptedException {
        return DatasetLoader.load(corpus, extractor, new FeatureCache(cache), threads, ClipListener.NONE);
    }

    @Test
    void everyUtteranceGetsTheFeaturesOfItsClip() throws Exception {
        Dataset dataset = load(tones(), 1);
        for (int i = 0; i < 8; i++) {
            Example example = dataset.examples().get(i);
            assertThat(example.id()).isEqualTo("clip" + i);
            assertThat(example.speaker()).isEqualTo("s" + i);
            assertThat(example.label()).isEqualTo(i % 2);
            assertThat(example.features()).isEqualTo(extractor.extract(tone(200 + 100 * i)));
        }
    }

    @Test
    void noMoreThreadsAreStartedThanThereAreClips() throws Exception {
        AtomicLong threads = new AtomicLong();
        Corpus corpus = corpus(List.of("low", "high"), utterance("clip0", "s0", 0, OptionalInt.empty(), () -> {
            LockSupport.parkNanos(200_000_000); // until the others have been started
            threads.set(Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("intona-worker"))
                    .count());
            return tone(200);
        }));
        load(corpus, 100);
        assertThat(threads.get()).isBetween(1L, 8L);
    }

    @Test
    void threadsAndTheCacheMakeNoDifference() throws Exception {
        Dataset once = load(tones(), 1);
        Dataset again = load(tones(), 3);
        assertThat(again.sha256()).isEqualTo(once.sha256());
        assertThat(again.examples()).isEqualTo(once.examples());
    }

    @Test
    void whateverTheCorpusSaysIsInItsHash() throws Exception {
        OptionalInt open = OptionalInt.empty();
        List<String> labels = List.of("low", "high");
        List<String> hashes = new ArrayList<>();
        for (Corpus corpus : List.of(
                tones(),
                corpus(List.of("low", "top"), utterance("clip0", "s0", 0, open, () -> tone(200))),
                corpus(labels, utterance("clip00", "s0", 0, open, () -> tone(200))),
                corpus(labels, utterance("clip0", "s1", 0, open, () -> tone(200))),
                corpus(labels, utterance("clip0", "s0", 1, open, () -> tone(200))),
                corpus(labels, utterance("clip0", "s0", 0, OptionalInt.of(0), () -> tone(200))),
                corpus(labels, utterance("clip0", "s0", 0, open, () -> tone(201))))) {
            hashes.add(load(corpus, 1).sha256());
        }
        assertThat(hashes).doesNotHaveDuplicates().allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    }

    @Test
    void progressCountsClips() throws Exception {
        List<String> told = new ArrayList<>();
        DatasetLoader.load(
                tones(), extractor, new FeatureCache(cache), 2, (done, total) -> told.add(done + "/" + total));
        assertThat(told).containsExactly("1/8", "2/8", "3/8", "4/8", "5/8", "6/8", "7/8", "8/8");
    }

    @Test
    void aClipThatCannotBeReadStopsTheLoading() {
        Corpus unreadable = corpus(List.of("low", "high"), utterance("clip0", "s0", 0, OptionalInt.empty(), () -> {
            throw new IOException("a/clip0.wav: truncated");
        }));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> load(unreadable, 2))
                .withMessage("a/clip0.wav: truncated");
    }

    @Test
    void aClipWithoutSamplesIsNamed() {
        Corpus empty = corpus(
                List.of("low", "high"),
                utterance("clip0", "s0", 0, OptionalInt.empty(), () -> new AudioClip(new float[0], 8_000)));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> load(empty, 2))
                .withMessageStartingWith("clip clip0: ");
    }

    @Test
    void featuresThatDoNotFitTheCorpusOrTheSpecAreRefused() throws Exception {
        Dataset dataset = load(tones(), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dataset(
                        dataset.corpus(),
                        SPEC,
                        dataset.sha256(),
                        dataset.examples().subList(0, 7)))
                .withMessage("corpus tones: features of 7 clips for 8 utterances");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dataset(
                        dataset.corpus(), FeatureSpec.parse("mfcc20"), dataset.sha256(), dataset.examples()))
                .withMessage("clip clip0 has 34 features a frame, mfcc20 has 20");
    }
}
