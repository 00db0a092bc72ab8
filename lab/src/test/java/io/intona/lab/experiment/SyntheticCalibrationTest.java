package io.intona.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureSpec;
import io.intona.kernel.Kernels;
import io.intona.lab.corpus.ClipListener;
import io.intona.lab.corpus.Corpora;
import io.intona.lab.feature.FeatureCache;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.DatasetLoader;
import io.intona.lab.train.Example;
import io.intona.lab.train.Folds;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.TrainingSettings;
import io.intona.random.RandomStreams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The synthetic corpus is neither trivial nor hopeless, and what tells its emotions apart lies in time: a network hears
 * much more than the means of its coefficients tell. The whole calibration trains for a while and runs when asked:
 *
 * <pre>
 *   ./mvnw test -pl lab -am -Dtest=SyntheticCalibrationTest -Dcalibration=1,2,3 -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * with the seeds of training; the table in {@code docs/corpora.md} is what it prints.
 */
class SyntheticCalibrationTest {
    private static final int EPOCHS = 30;
    private static final double CHANCE = 1.0 / 8;

    @TempDir
    private Path folder;

    private final Kernels kernels = Kernels.of("auto");

    @Test
    void meansTellLittleOfTheSmallCorpus() throws Exception {
        Dataset dataset = load("synthetic:small");
        ClipMeans means = new ClipMeans(dataset, Folds.of(dataset.corpus(), 1));
        assertThat(means.logisticUar()).isBetween(CHANCE, 0.5);
        assertThat(gaussianUars(means).max().orElseThrow()).isBetween(CHANCE, 0.3);
    }

    @Test
    @EnabledIfSystemProperty(named = "calibration", matches = "[0-9]+(,[0-9]+)*")
    void aNetworkHearsMuchMoreThanMeansTell() throws Exception {
        Dataset dataset = load("synthetic");
        ClipMeans means = new ClipMeans(dataset, Folds.of(dataset.corpus(), 1));
        double logistic = means.logisticUar();
        print("logistic regression on the means of all coefficients", logistic);
        double[] single = gaussianUars(means).toArray();
        int best = IntStream.range(0, single.length)
                .reduce((a, b) -> single[b] > single[a] ? b : a)
                .orElseThrow();
        print("the best single mean, coefficient " + best, single[best]);
        List<Double> networks = new ArrayList<>();
        for (long seed : seeds()) {
            networks.add(train(dataset, seed));
            print("LSTM-h64-v1, " + EPOCHS + " epochs, seed " + seed, networks.get(networks.size() - 1));
        }
        double shuffled = train(shuffled(dataset), seeds()[0]);
        print("LSTM-h64-v1, " + EPOCHS + " epochs, seed " + seeds()[0] + ", labels shuffled", shuffled);

        assertThat(networks).allSatisfy(uar -> assertThat(uar).isBetween(0.5, 0.9));
        assertThat(networks).allSatisfy(uar -> assertThat(uar).isGreaterThanOrEqualTo(logistic + 0.1));
        assertThat(single[best]).isLessThanOrEqualTo(0.3);
        assertThat(shuffled).isCloseTo(CHANCE, within(0.03));
    }

    private static long[] seeds() {
        return Stream.of(System.getProperty("calibration").split(","))
                .flatMapToLong(seed -> LongStream.of(Long.parseLong(seed)))
                .toArray();
    }

    private Dataset load(String corpus) throws IOException, InterruptedException {
        return DatasetLoader.load(
                Corpora.open(corpus),
                new FeatureExtractor(FeatureSpec.PAPER, kernels),
                new FeatureCache(folder),
                Runtime.getRuntime().availableProcessors(),
                ClipListener.NONE);
    }

    private static DoubleStream gaussianUars(ClipMeans means) {
        return IntStream.range(0, means.size()).mapToDouble(means::gaussianUar);
    }

    private double train(Dataset dataset, long seed) throws IOException, InterruptedException {
        EvaluationPlan plan = new EvaluationPlan(
                dataset, "LSTM-h64-v1", Protocol.STRICT, TrainingSettings.DEFAULT.withEpochs(EPOCHS), 1, seed);
        EvaluationOptions options = new EvaluationOptions(
                kernels,
                Runtime.getRuntime().availableProcessors(),
                false,
                EvaluationOptions.DEFAULT_CHECKPOINT_INTERVAL);
        return Evaluation.run(plan, options, Progress.Listener.NONE).uar().mean();
    }

    /** The same clips, each with the label of another. */
    private static Dataset shuffled(Dataset dataset) {
        int[] labels = dataset.examples().stream().mapToInt(Example::label).toArray();
        RandomStreams.shuffle(labels, RandomStreams.of(1, 0, 0, "shuffled labels", 0));
        List<Example> examples = new ArrayList<>();
        for (Example example : dataset.examples()) {
            examples.add(new Example(example.id(), example.speaker(), labels[examples.size()], example.features()));
        }
        return new Dataset(dataset.corpus(), dataset.features(), dataset.sha256(), examples);
    }

    private void print(String what, double uar) {
        System.out.printf(Locale.ROOT, "%-60s UAR %.4f (%s)%n", what, uar, kernels.name());
    }
}
