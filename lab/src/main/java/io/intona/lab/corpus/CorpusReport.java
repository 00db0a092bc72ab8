package io.intona.lab.corpus;

import io.intona.lab.corpus.Problem.Kind;
import io.intona.lab.feature.SampleHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * What is in a corpus and what is wrong with it, found by reading every clip once. The same whatever the number of
 * threads. Immutable.
 *
 * @param corpus that was read
 * @param durations of the clips that could be read; empty if none could
 * @param clipsBySampleRate how many of them there are of each rate in Hz
 * @param problems first those of the listing, then emotions that are missing, then those of the clips in the corpus's order
 */
public record CorpusReport(
        Corpus corpus,
        Optional<Durations> durations,
        SortedMap<Integer, Integer> clipsBySampleRate,
        List<Problem> problems) {

    public CorpusReport {
        clipsBySampleRate = Collections.unmodifiableSortedMap(new TreeMap<>(clipsBySampleRate));
        problems = List.copyOf(problems);
    }

    /**
     * How long clips are, in seconds.
     *
     * @param median the middle one, or the mean of the two in the middle
     */
    public record Durations(double min, double median, double max, double total) {
        static Optional<Durations> of(double[] seconds) {
            if (seconds.length == 0) {
                return Optional.empty();
            }
            double[] sorted = seconds.clone();
            Arrays.sort(sorted);
            int n = sorted.length;
            double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
            return Optional.of(new Durations(
                    sorted[0], median, sorted[n - 1], Arrays.stream(sorted).sum()));
        }
    }

    /**
     * Reads all clips.
     *
     * @param threads how many are read side by side, from 1
     * @throws InterruptedException if the thread is interrupted
     */
    public static CorpusReport of(Corpus corpus, int threads, ClipListener listener) throws InterruptedException {
        List<ClipCheck> checks = checks(corpus.utterances(), threads, listener);
        List<Problem> problems = new ArrayList<>(corpus.problems());
        problems.addAll(missingEmotions(corpus));
        problems.addAll(problemsOfClips(corpus, checks));
        List<ClipCheck.Sound> sounds =
                checks.stream().flatMap(check -> check.sound().stream()).toList();
        SortedMap<Integer, Integer> rates = new TreeMap<>();
        sounds.forEach(sound -> rates.merge(sound.sampleRateHz(), 1, Integer::sum));
        double[] seconds = sounds.stream().mapToDouble(ClipCheck.Sound::seconds).toArray();
        return new CorpusReport(corpus, Durations.of(seconds), rates, problems);
    }

    private static List<ClipCheck> checks(List<Utterance> utterances, int threads, ClipListener listener)
            throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        List<Callable<ClipCheck>> tasks = new ArrayList<>();
        for (Utterance utterance : utterances) {
            tasks.add(() -> {
                ClipCheck check = ClipCheck.of(utterance);
                synchronized (done) {
                    listener.clipDone(done.incrementAndGet(), utterances.size());
                }
                return check;
            });
        }
        ExecutorService readers = Executors.newFixedThreadPool(threads);
        try {
            List<ClipCheck> checks = new ArrayList<>();
            for (Future<ClipCheck> check : readers.invokeAll(tasks)) {
                checks.add(check.get());
            }
            return checks;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            readers.shutdownNow();
        }
    }

    /** Labels that no clip has, then those that a speaker lacks. */
    private static List<Problem> missingEmotions(Corpus corpus) {
        List<Problem> problems = new ArrayList<>();
        List<String> present =
                corpus.utterances().stream().map(corpus::label).distinct().toList();
        for (String label : corpus.labels()) {
            if (!present.contains(label)) {
                problems.add(new Problem(Kind.MISSING_EMOTION, "emotion " + label, "no clip in the whole corpus"));
            }
        }
        for (String speaker : corpus.speakers()) {
            int[] clips = clipsByLabel(corpus, speaker);
            List<String> missing = IntStream.range(0, clips.length)
                    .filter(label -> clips[label] == 0)
                    .mapToObj(corpus.labels()::get)
                    .filter(present::contains)
                    .toList();
            if (!missing.isEmpty()) {
                problems.add(new Problem(
                        Kind.MISSING_EMOTION, "speaker " + speaker, "no clip that is " + String.join(" or ", missing)));
            }
        }
        return problems;
    }

    private static List<Problem> problemsOfClips(Corpus corpus, List<ClipCheck> checks) {
        List<Problem> problems = new ArrayList<>();
        Map<SampleHash, Utterance> heard = new HashMap<>();
        for (int i = 0; i < checks.size(); i++) {
            Utterance utterance = corpus.utterances().get(i);
            problems.addAll(checks.get(i).problems());
            Utterance other = checks.get(i)
                    .sound()
                    .map(sound -> heard.putIfAbsent(sound.hash(), utterance))
                    .orElse(null);
            if (other != null) {
                problems.add(new Problem(
                        Kind.DUPLICATE_AUDIO,
                        utterance.id(),
                        "the same samples as " + other.id() + ", which is " + corpus.label(other) + " of speaker "
                                + other.speaker()));
            }
        }
        return problems;
    }

    /** Clips of each label, in their order. */
    public int[] clipsByLabel() {
        int[] clips = new int[corpus.labels().size()];
        corpus.utterances().forEach(utterance -> clips[utterance.emotion()]++);
        return clips;
    }

    /** Clips of each label that a speaker has. */
    public int[] clipsByLabel(String speaker) {
        return clipsByLabel(corpus, speaker);
    }

    private static int[] clipsByLabel(Corpus corpus, String speaker) {
        int[] clips = new int[corpus.labels().size()];
        for (Utterance utterance : corpus.utterances()) {
            clips[utterance.emotion()] += utterance.speaker().equals(speaker) ? 1 : 0;
        }
        return clips;
    }
}
