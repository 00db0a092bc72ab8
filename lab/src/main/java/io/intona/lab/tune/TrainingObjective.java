package io.intona.lab.tune;

import io.intona.feature.FeatureSpec;
import io.intona.kernel.Kernels;
import io.intona.lab.train.DivergedException;
import io.intona.lab.train.Example;
import io.intona.lab.train.FoldData;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.Trainer;
import io.intona.lab.train.TrainingSettings;
import io.intona.lab.work.Checkpoint;
import io.intona.lab.work.CodeIdentity;
import io.intona.nn.Architecture;
import io.intona.random.RandomStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Trains networks with a trial's settings: one for each part, all of them one epoch further in turn, so that at the end of
 * every cycle of the learning rate their mean UAR can be reported, and the trial given up. Its value is the mean of late
 * reports: {@link #judged}. Thread-safe.
 */
final class TrainingObjective implements Objective {
    /** Which reports are averaged, as studies say it; other words when the rule is another, so that trials are never mixed. */
    static final String VALUE = "last 3 ends of cycles within the last third of the epochs, or the last epoch";

    private static final int LAST_CYCLES = 3;

    private final FeatureSpec features;
    private final List<Example> examples;
    private final List<Part> parts;
    private final Architecture architecture;
    private final TrainingSettings base;
    private final Protocol protocol;
    private final Kernels kernels;
    private final CodeIdentity code;
    private final Duration checkpointInterval;
    private final String identity;
    private final SearchMeter meter;

    /**
     * @param examples all clips that may be heard: nobody's whom the study must not know
     * @param identity all that a value depends on besides the trial
     */
    TrainingObjective(
            SearchPlan plan,
            List<Example> examples,
            List<Part> parts,
            SearchOptions options,
            String identity,
            SearchMeter meter) {
        this.features = plan.dataset().features();
        this.examples = List.copyOf(examples);
        this.parts = List.copyOf(parts);
        this.architecture = plan.architecture();
        this.base = plan.base();
        this.protocol = plan.protocol().with("epoch", Protocol.Epoch.LAST.toString());
        this.kernels = options.kernels();
        this.code = CodeIdentity.current(options.kernels());
        this.checkpointInterval = options.checkpointInterval();
        this.identity = identity;
        this.meter = meter;
    }

    @Override
    public void work(Task task) throws IOException, InterruptedException {
        try {
            train(task);
        } catch (DivergedException e) {
            task.fail(String.valueOf(e.getMessage()));
        }
    }

    private void train(Task task) throws IOException, InterruptedException {
        TrainingSettings settings;
        try {
            settings = base.with(task.parameters());
        } catch (IllegalArgumentException e) { // another program has added such a trial, and it is among the best
            task.fail(String.valueOf(e.getMessage()));
            return;
        }
        List<Trainer> trainers = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            trainers.add(trainer(task, settings, part));
        }
        List<Integer> judged = judged(settings);
        Set<Integer> reported = new HashSet<>(settings.cycleEnds());
        reported.addAll(judged);
        long saved = System.nanoTime();
        for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
            for (int part = 0; part < parts.size(); part++) {
                Trainer trainer = trainers.get(part);
                if (trainer.state().epoch() < epoch) {
                    trainer.epoch();
                    meter.epochEnded(task, epoch, trainer.state().lastValidationUar());
                    if (System.nanoTime() - saved >= checkpointInterval.toNanos()) {
                        save(task, settings, trainers);
                        saved = System.nanoTime();
                    }
                }
            }
            boolean isBad = reported.contains(epoch) && task.report(epoch, mean(trainers, epoch));
            if (isBad && epoch < settings.epochs()) { // after the last nothing is left to give up
                task.prune();
                return;
            }
        }
        task.complete(judged.stream()
                .mapToDouble(epoch -> mean(trainers, epoch))
                .average()
                .orElseThrow());
    }

    /**
     * The epochs, counted from 1, whose mean UAR is a trial's value: the last {@value #LAST_CYCLES} ends of cycles, because
     * the UAR dips after each and one epoch is noise, of those within the last third of the training, because a trial that
     * is judged at half of its epochs cannot be compared with one that is judged after all of them. Where no cycle ends
     * there it is the last epoch.
     */
    static List<Integer> judged(TrainingSettings settings) {
        List<Integer> late = settings.cycleEnds().stream()
                .filter(end -> 3L * end > 2L * settings.epochs())
                .toList();
        return late.isEmpty()
                ? List.of(settings.epochs())
                : late.subList(Math.max(0, late.size() - LAST_CYCLES), late.size());
    }

    private Trainer trainer(Task task, TrainingSettings settings, int part) throws IOException {
        FoldData data = FoldData.withoutTest(
                features, examples, parts.get(part).train(), parts.get(part).judging(), protocol.normalisation());
        long seed = RandomStreams.of(task.seed(), 0, part, "part", 0).nextLong();
        Trainer trainer = new Trainer(architecture, settings, protocol, data, kernels, seed, 0, 0);
        Optional<Checkpoint> checkpoint = Checkpoint.read(task.checkpoint(part), key(task, settings, part));
        if (checkpoint.isPresent()) {
            checkpoint.get().restore(trainer);
        }
        return trainer;
    }

    private void save(Task task, TrainingSettings settings, List<Trainer> trainers) throws IOException {
        for (int part = 0; part < trainers.size(); part++) {
            Path file = task.checkpoint(part);
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            Checkpoint.write(
                    file,
                    file.resolveSibling(file.getFileName() + ".part"),
                    key(task, settings, part),
                    List.of(code),
                    trainers.get(part));
        }
    }

    private String key(Task task, TrainingSettings settings, int part) {
        return String.join(
                "\n",
                identity,
                settings.fields().toString(),
                "seed " + task.seed(),
                parts.get(part).toString());
    }

    private static double mean(List<Trainer> trainers, int epoch) {
        return trainers.stream()
                .mapToDouble(trainer -> trainer.state().validationUar().get(epoch - 1))
                .average()
                .orElseThrow();
    }
}
