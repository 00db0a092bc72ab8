package io.intona.lab.robustness;

import io.intona.EmotionRecognizer;
import io.intona.audio.AudioClip;
import io.intona.kernel.Kernels;
import io.intona.lab.corpus.ClipListener;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.corpus.Utterance;
import io.intona.lab.experiment.KeptRun;
import io.intona.lab.experiment.Prediction;
import io.intona.lab.train.Workers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets the networks of a cross-validation hear a corpus under one condition after the other. Each clip is judged by the
 * network of the fold that tested its speaker, in each run, so nobody has heard any of the speakers.
 *
 * <p>Only the answers of one condition are kept at a time, and those to the clean recordings. The result has the same bits
 * whatever the number of threads.
 */
public final class Robustness {
    /** How far the answers to clean recordings may be from those in the records. */
    static final double AGREEMENT = 1e-4;

    private final Corpus corpus;
    private final List<KeptRun> runs;
    private final List<List<EmotionRecognizer>> networks = new ArrayList<>(); // by run and fold
    private final List<List<Prediction>> records = new ArrayList<>(); // by run and clip
    private final int threads;
    private final ClipListener listener;
    private final int total;
    private int done;

    private Robustness(
            Corpus corpus, List<KeptRun> runs, int conditions, Kernels kernels, int threads, ClipListener listener)
            throws IOException {
        this.corpus = corpus;
        this.runs = runs;
        this.threads = threads;
        this.listener = listener;
        this.total = conditions * corpus.utterances().size();
        for (KeptRun run : runs) {
            records.add(predictions(corpus, run));
            networks.add(run.models().stream()
                    .map(model -> EmotionRecognizer.of(model, kernels))
                    .toList());
        }
    }

    /** What a record says of each clip of the corpus. */
    private static List<Prediction> predictions(Corpus corpus, KeptRun run) throws IOException {
        Map<String, Prediction> byClip = new HashMap<>();
        run.record().predictions().forEach(prediction -> byClip.put(prediction.clip(), prediction));
        List<Prediction> predictions = new ArrayList<>();
        for (Utterance utterance : corpus.utterances()) {
            Prediction prediction = byClip.get(utterance.id());
            if (prediction == null) {
                throw new IOException("corpus " + corpus.name() + ": clip " + utterance.id()
                        + " is not in the records, expected the corpus that they were made of");
            }
            String found = corpus.label(utterance) + " by speaker " + utterance.speaker();
            String expected = prediction.truth() + " by speaker " + prediction.speaker();
            if (!found.equals(expected)) {
                throw new IOException("corpus " + corpus.name() + ": clip " + utterance.id() + " is " + found
                        + ", expected " + expected + " as in the records");
            }
            predictions.add(prediction);
        }
        if (predictions.size() != byClip.size()) {
            throw new IOException("corpus " + corpus.name() + " has " + predictions.size()
                    + " clips, expected the records' " + byClip.size());
        }
        return predictions;
    }

    /**
     * Hears the corpus clean and under every condition that is possible here.
     *
     * @param runs of one model on that corpus
     * @param threads as many clips are heard side by side
     * @throws IOException if a clip cannot be read, or the answers to clean recordings are not those in the records
     * @throws InterruptedException if the thread is interrupted
     */
    public static RobustnessResult run(
            Corpus corpus, List<KeptRun> runs, Kernels kernels, int threads, ClipListener listener)
            throws IOException, InterruptedException {
        boolean hasMp3 = Mp3.isPossible();
        List<Condition> possible = Condition.ALL.stream()
                .filter(condition -> hasMp3 || !(condition instanceof Mp3))
                .toList();
        return run(corpus, runs, possible, kernels, threads, listener);
    }

    /** The same under some conditions; those that are missing count as impossible. */
    static RobustnessResult run(
            Corpus corpus,
            List<KeptRun> runs,
            List<Condition> conditions,
            Kernels kernels,
            int threads,
            ClipListener listener)
            throws IOException, InterruptedException {
        Robustness robustness = new Robustness(corpus, runs, conditions.size() + 1, kernels, threads, listener);
        Answers clean = robustness.hear(new Clean());
        robustness.requireTheSame(clean);
        List<ConditionResult> results = new ArrayList<>();
        results.add(ConditionResult.of(new Clean(), clean, clean));
        for (Condition condition : conditions) {
            results.add(ConditionResult.of(condition, robustness.hear(condition), clean));
        }
        List<String> leftOut = Condition.ALL.stream()
                .filter(condition -> !conditions.contains(condition))
                .map(Condition::name)
                .toList();
        return RobustnessResult.of(corpus, runs, results, leftOut);
    }

    private Answers hear(Condition condition) throws IOException, InterruptedException {
        List<Utterance> utterances = corpus.utterances();
        Answers answers = new Answers(runs, records);
        AtomicInteger next = new AtomicInteger();
        Workers.run(Math.min(threads, utterances.size()), () -> {
            for (int clip = next.getAndIncrement(); clip < utterances.size(); clip = next.getAndIncrement()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Utterance utterance = utterances.get(clip);
                hear(condition.apply(utterance.source().read(), utterance.id()), clip, answers);
                report();
            }
        });
        return answers;
    }

    private void hear(AudioClip recording, int clip, Answers answers) {
        if (recording.length() < Math.round(EmotionRecognizer.MIN_SECONDS * recording.sampleRateHz())) {
            return; // nobody answers
        }
        for (int run = 0; run < runs.size(); run++) {
            int fold = records.get(run).get(clip).fold();
            float[] probabilities =
                    networks.get(run).get(fold).recognize(recording).probabilities();
            answers.put(run, clip, probabilities);
        }
    }

    private synchronized void report() {
        listener.clipDone(++done, total);
    }

    private void requireTheSame(Answers clean) throws IOException {
        for (int run = 0; run < runs.size(); run++) {
            for (int clip = 0; clip < records.get(run).size(); clip++) {
                Prediction record = records.get(run).get(clip);
                Optional<float[]> heard = clean.probabilities(run, clip);
                if (heard.isEmpty() || differ(heard.get(), record.probabilities())) {
                    throw new IOException("clip " + record.clip() + ": run "
                            + runs.get(run).record().run() + "'s network of fold " + record.fold()
                            + " does not say what its record says (to " + AGREEMENT
                            + "), expected the recordings that the records were made of and the networks beside them");
                }
            }
        }
    }

    private static boolean differ(float[] some, float[] others) {
        for (int i = 0; i < some.length; i++) {
            if (!(Math.abs(some[i] - others[i]) <= AGREEMENT)) {
                return true;
            }
        }
        return false;
    }
}
