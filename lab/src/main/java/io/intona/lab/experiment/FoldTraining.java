package io.intona.lab.experiment;

import io.intona.feature.FeatureExtractor;
import io.intona.kernel.Kernels;
import io.intona.lab.train.Classified;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.Fold;
import io.intona.lab.train.FoldData;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.Trainer;
import io.intona.lab.work.Checkpoint;
import io.intona.lab.work.CodeIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out one job, from its first epoch or its checkpoint to its published record. The caller has the claim. */
final class FoldTraining {
    private final Job job;
    private final EvaluationOptions options;
    private final CodeIdentity code;
    private final ProgressMeter meter;
    private final FoldData data;
    private final Trainer trainer;

    FoldTraining(Job job, EvaluationOptions options, CodeIdentity code, ProgressMeter meter) {
        this.job = job;
        this.options = options;
        this.code = code;
        this.meter = meter;
        this.data = data(job);
        this.trainer = trainer(job, data, options.kernels());
    }

    private static FoldData data(Job job) {
        Dataset dataset = job.plan().dataset();
        Protocol.Normalisation normalisation = job.plan().protocol().normalisation();
        return FoldData.of(dataset.features(), dataset.examples(), job.fold(), normalisation);
    }

    private static Trainer trainer(Job job, FoldData data, Kernels kernels) {
        EvaluationPlan plan = job.plan();
        int fold = job.fold().index();
        return new Trainer(
                plan.architecture(), plan.settings(fold), plan.protocol(), data, kernels, plan.seed(), job.run(), fold);
    }

    /** Returns when the record of the fold is there. */
    void run() throws IOException, InterruptedException {
        List<CodeIdentity> workers = resume();
        int first = trainer.state().epoch();
        long begun = System.nanoTime();
        long saved = begun;
        while (!trainer.isDone()) {
            trainer.epoch();
            meter.epochEnded(job, trainer.state());
            if (!trainer.isDone()
                    && System.nanoTime() - saved >= options.checkpointInterval().toNanos()) {
                Checkpoint.write(job.checkpoint(), job.temporary(), job.key(), workers, trainer);
                saved = System.nanoTime();
            }
        }
        double seconds = (System.nanoTime() - begun) * 1e-9;
        Provenance provenance = Provenance.now(code, workers.subList(0, workers.size() - 1));
        if (options.keepModels()) {
            keepModel(provenance);
        }
        FoldProvenance done = new FoldProvenance(
                provenance, FeatureExtractor.VERSION, seconds / (trainer.state().epoch() - first));
        job.folder().publish(record(), job.run(), job.fold().index(), done);
    }

    /** Goes on from the checkpoint if there is one; tells whose code has worked on the training, this code's last. */
    private List<CodeIdentity> resume() throws IOException {
        List<CodeIdentity> workers = new ArrayList<>();
        Optional<Checkpoint> checkpoint = Checkpoint.read(job.checkpoint(), job.key());
        if (checkpoint.isPresent()) {
            checkpoint.get().restore(trainer);
            workers.addAll(checkpoint.get().code());
        }
        workers.remove(code);
        workers.add(code);
        meter.begin(job, trainer.state().epoch());
        return workers;
    }

    /** The tested network; who has heard whom is told in its record. */
    private void keepModel(Provenance provenance) throws IOException {
        int fold = job.fold().index();
        Map<String, String> of = new LinkedHashMap<>();
        of.put("run", Integer.toString(job.run()));
        of.put("fold", Integer.toString(fold));
        of.put("epochs_trained", Integer.toString(trainer.state().bestEpoch()));
        Path file = job.folder().model(job.run(), fold);
        Files.createDirectories(file.resolveSibling(""));
        TrainedModel.of(job.plan(), job.plan().settings(fold), data, trainer, provenance, of)
                .write(file);
    }

    private RunRecord record() {
        Fold fold = job.fold();
        FoldRecord.Curves curves = new FoldRecord.Curves(
                trainer.state().trainLoss(), trainer.state().validationUar());
        FoldRecord foldRecord = new FoldRecord(
                fold.index(),
                fold.train(),
                fold.validation(),
                fold.test(),
                trainer.state().bestEpoch(),
                curves);
        return RunRecord.of(
                job.plan().head(),
                job.run(),
                List.of(foldRecord),
                predictions(trainer.testPredictions()),
                predictions(trainer.validationPredictions()));
    }

    private List<Prediction> predictions(List<Classified> clips) {
        List<String> labels = job.plan().head().labels();
        return clips.stream()
                .map(clip -> new Prediction(
                        clip.example().id(),
                        clip.example().speaker(),
                        job.fold().index(),
                        labels.get(clip.example().label()),
                        labels.get(clip.predicted()),
                        clip.probabilities()))
                .toList();
    }
}
