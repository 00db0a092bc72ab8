package io.intona.lab.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.intona.EmotionRecognizer;
import io.intona.Recognition;
import io.intona.audio.AudioClip;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureSpec;
import io.intona.kernel.Kernels;
import io.intona.lab.corpus.ClipListener;
import io.intona.lab.corpus.Corpora;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.corpus.Utterance;
import io.intona.lab.experiment.Evaluation;
import io.intona.lab.experiment.EvaluationOptions;
import io.intona.lab.experiment.EvaluationPlan;
import io.intona.lab.experiment.KeptRun;
import io.intona.lab.experiment.ModelCalibration;
import io.intona.lab.experiment.Prediction;
import io.intona.lab.experiment.Progress;
import io.intona.lab.experiment.RunRecord;
import io.intona.lab.feature.FeatureCache;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.DatasetLoader;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.TrainingSettings;
import io.intona.model.Calibration;
import io.intona.model.EmotionModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RobustnessTest {
    private static final Kernels KERNELS = Kernels.of("scalar");

    @TempDir
    static Path folder;

    private static Optional<Corpus> corpus = Optional.empty();
    private static List<KeptRun> runs = List.of();

    @BeforeAll
    static void evaluate() throws Exception {
        corpus = Optional.of(Corpora.open("synthetic:small"));
        Dataset dataset = DatasetLoader.load(
                corpus(),
                new FeatureExtractor(FeatureSpec.parse("mfcc8"), KERNELS),
                new FeatureCache(folder.resolve("cache")),
                2,
                ClipListener.NONE);
        TrainingSettings settings = TrainingSettings.DEFAULT.with("epochs", 6).with("learning_rate", 1e-2);
        EvaluationPlan plan = new EvaluationPlan(dataset, "LSTM-h6-v2", Protocol.STRICT, settings, 2, 1);
        EvaluationOptions options = new EvaluationOptions(KERNELS, 2, false, Duration.ofHours(1), true, true);
        Evaluation.run(plan, options, folder.resolve("out"), Progress.Listener.NONE);
        runs = KeptRun.read(folder.resolve("out"));
    }

    private static Corpus corpus() {
        return corpus.orElseThrow();
    }

    private static RobustnessResult hear(int threads, Condition... conditions) throws Exception {
        return Robustness.run(corpus(), runs, List.of(conditions), KERNELS, threads, ClipListener.NONE);
    }

    @Test
    void cleanIsWhatTheRecordsSay() throws Exception {
        ConditionResult clean = hear(2).conditions().get(0);
        double uar =
                runs.stream().mapToDouble(run -> run.record().uar()).average().orElseThrow();
        assertThat(clean.uar().estimate()).isCloseTo(uar, within(1e-12));
        assertThat(clean.uar().low()).isLessThan(uar);
        assertThat(clean.uar().high()).isGreaterThan(uar);
        assertThat(clean.difference().low()).isZero();
        assertThat(clean.difference().high()).isZero();
        double[] recalls = runs.stream()
                .map(run -> run.record().confusionMatrix())
                .reduce((one, other) -> one.plus(other))
                .orElseThrow()
                .recalls();
        for (int i = 0; i < recalls.length; i++) {
            assertThat(clean.recalls().get(i)).contains(recalls[i]);
        }
    }

    /** Counted again in plain loops, with the calibration put into the model files' own probabilities. */
    @Test
    void everyFigureFollowsFromWhatTheTestedNetworkSays() throws Exception {
        Condition condition = new Gain(-12);
        ConditionResult result = hear(2, condition).conditions().get(1);
        int clips = 0;
        int answered = 0;
        double[] gapByBin = new double[10];
        Map<String, int[]> ofLabel = new HashMap<>(); // clips, recognised, answered, recognised of these
        for (KeptRun run : runs) {
            RunRecord record = run.record();
            for (Prediction prediction : record.predictions()) {
                assertThat(record.folds().get(prediction.fold()).test()).contains(prediction.speaker());
                Calibration calibration =
                        ModelCalibration.ofFold(record, prediction.fold()).orElseThrow();
                EmotionModel model = run.models().get(prediction.fold()).withCalibration(calibration);
                Utterance utterance = corpus().utterances().stream()
                        .filter(each -> each.id().equals(prediction.clip()))
                        .findFirst()
                        .orElseThrow();
                AudioClip clip = condition.apply(utterance.source().read(), utterance.id());
                Recognition said = EmotionRecognizer.of(model, KERNELS).recognize(clip);
                int right = said.emotion().equals(prediction.truth()) ? 1 : 0;
                float sure = said.probability(said.emotion());
                gapByBin[(int) Math.ceil(10 * sure) - 1] += right - sure;
                int[] counts = ofLabel.computeIfAbsent(prediction.truth(), label -> new int[4]);
                counts[0]++;
                counts[1] += right;
                counts[2] += said.abstains() ? 0 : 1;
                counts[3] += said.abstains() ? 0 : right;
                clips++;
                answered += said.abstains() ? 0 : 1;
            }
        }
        double uar = 0;
        double uarOfAnswered = 0;
        for (int[] counts : ofLabel.values()) {
            uar += (double) counts[1] / counts[0] / ofLabel.size();
            uarOfAnswered += (double) counts[3] / counts[2] / ofLabel.size();
        }
        double error = 0;
        for (double gap : gapByBin) {
            error += Math.abs(gap) / clips;
        }
        assertThat(result.uar().estimate()).isCloseTo(uar, within(1e-12));
        assertThat(result.difference().estimate())
                .isCloseTo(uar - hear(2).conditions().get(0).uar().estimate(), within(1e-12));
        assertThat(result.calibrationError().orElseThrow()).isCloseTo(error, within(1e-4));
        assertThat(result.abstained()).isCloseTo(1 - (double) answered / clips, within(1e-9));
        assertThat(result.uarOfAnswered().orElseThrow()).isCloseTo(uarOfAnswered, within(1e-9));
        assertThat(answered).isBetween(1, clips - 1);
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws Exception {
        Condition[] conditions = {new WhiteNoise(10), new Cut(0.5, Cut.Start.SPEECH)};
        assertThat(hear(3, conditions)).isEqualTo(hear(1, conditions));
    }

    @Test
    void clipsThatAreTooShortAreNotRecognisedAndNotAnswered() throws Exception {
        ConditionResult result =
                hear(2, new Cut(0.25, Cut.Start.RECORDING)).conditions().get(1);
        assertThat(result.unheard()).isEqualTo(192);
        assertThat(result.uar().estimate()).isZero();
        assertThat(result.abstained()).isEqualTo(1);
        assertThat(result.uarOfAnswered()).isEmpty();
        assertThat(result.calibrationError()).isEmpty();
    }

    @Test
    void whatIsNotPossibleIsNamed() throws Exception {
        assertThat(hear(2, new Gain(-20)).leftOut())
                .hasSize(Condition.ALL.size() - 1)
                .contains("MP3 64 kbit/s");
        assertThat(hear(2, new Gain(-20)).calibrated()).isTrue();
    }

    @Test
    void progressEndsWhenAllIsHeard() throws Exception {
        List<String> said = new ArrayList<>();
        Robustness.run(
                corpus(),
                runs,
                List.of(new Cut(0.25, Cut.Start.RECORDING)),
                KERNELS,
                2,
                (done, total) -> said.add(done + "/" + total));
        assertThat(said).hasSize(384).startsWith("1/384").endsWith("384/384");
    }

    @Test
    void otherRecordingsAreRefused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Robustness.run(
                        Corpora.open("synthetic:small:2"), runs, List.of(), KERNELS, 1, ClipListener.NONE))
                .withMessageMatching(
                        "clip [-0-9]+: run 1's network of fold [0-4] does not say what its record says \\(to"
                                + " 1.0E-4\\), expected the recordings that the records were made of and the networks beside"
                                + " them");
    }

    @Test
    void otherNetworksAreRefused() {
        List<EmotionModel> swapped = new ArrayList<>(runs.get(0).models());
        swapped.set(1, runs.get(1).models().get(1));
        List<KeptRun> mixed = List.of(new KeptRun(runs.get(0).record(), swapped));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Robustness.run(corpus(), mixed, List.of(), KERNELS, 2, ClipListener.NONE))
                .withMessageContaining("run 1's network of fold 1 does not say");
    }

    @Test
    void aCorpusOfOtherClipsIsRefused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(
                        () -> Robustness.run(Corpora.open("synthetic"), runs, List.of(), KERNELS, 1, ClipListener.NONE))
                .withMessageMatching("corpus synthetic:1: clip [-0-9]+ is not in the records, expected the corpus that"
                        + " they were made of");
    }

    @Test
    void aCorpusThatLacksClipsIsRefused() {
        List<Utterance> fewer = corpus().utterances().subList(1, 192);
        Corpus smaller = new Corpus("smaller", false, corpus().labels(), fewer, List.of(), new TreeMap<>());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Robustness.run(smaller, runs, List.of(), KERNELS, 1, ClipListener.NONE))
                .withMessage("corpus smaller has 191 clips, expected the records' 192");
    }

    @Test
    void otherLabelsAreRefused() {
        List<Utterance> renamed = new ArrayList<>(corpus().utterances());
        Utterance first = renamed.get(0);
        renamed.set(0, new Utterance(first.id(), first.speaker(), 7, first.attributes(), first.source()));
        Corpus other = new Corpus("other", false, corpus().labels(), renamed, List.of(), new TreeMap<>());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Robustness.run(other, runs, List.of(), KERNELS, 1, ClipListener.NONE))
                .withMessage("corpus other: clip " + first.id() + " is surprised by speaker 01, expected neutral by"
                        + " speaker 01 as in the records");
    }
}
