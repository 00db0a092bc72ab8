package io.intona.lab.experiment;

import io.intona.file.WholeFile;
import io.intona.lab.train.FoldData;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.Trainer;
import io.intona.lab.work.Checkpoint;
import io.intona.lab.work.Claim;
import io.intona.lab.work.CodeIdentity;
import io.intona.model.Calibration;
import io.intona.model.EmotionModel;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The training of the model that people use: on all speakers, with nobody left to validate or test, so for a number of
 * epochs that is given or that a cross-validation has found. Like every training it goes on from a checkpoint after it
 * was killed; the checkpoint lies beside the model file until that is written.
 */
public final class FinalTraining {
    private final EvaluationPlan plan;
    private final EvaluationOptions options;
    private final int epochs;
    private final Calibration calibration;
    private final Path out;
    private final Progress.Listener listener;
    private final CodeIdentity code;

    private FinalTraining(
            EvaluationPlan plan,
            EvaluationOptions options,
            int epochs,
            Calibration calibration,
            Path out,
            Progress.Listener listener) {
        TrainedModel.check(plan.protocol());
        if (!(epochs >= 1 && epochs <= plan.epochs())) {
            throw new IllegalArgumentException(
                    "stopping after " + epochs + " epochs, expected 1 to the settings' " + plan.epochs());
        }
        if (!(plan.settings().size() == 1)) {
            throw new IllegalArgumentException(
                    "settings for each fold, but a model for use has no folds: expected settings for all");
        }
        this.plan = plan;
        this.options = options;
        this.epochs = epochs;
        this.calibration = calibration;
        this.out = out;
        this.listener = listener;
        this.code = CodeIdentity.current(options.kernels());
    }

    /**
     * Trains a model and writes it to a file.
     *
     * @param plan what is trained; its number of runs is of no account
     * @param options only kernels, checkpoint interval and acceptance of other code matter: it is one thread's work
     * @param epochs after how many to stop, at most the settings' number, which the schedule goes by
     * @param calibration that the model gets, {@link Calibration#NONE} if nobody knows one
     * @param out receives the model; replaced only when the new one is complete
     * @throws IllegalArgumentException if the protocol cannot be put into a model file, or the epochs are out of range
     * @throws IOException if a file cannot be read or written, other code has begun the work, or somebody else is training
     *     into that file
     * @throws InterruptedException if the thread is interrupted; the last checkpoint stays
     */
    public static EmotionModel run(
            EvaluationPlan plan,
            EvaluationOptions options,
            int epochs,
            Calibration calibration,
            Path out,
            Progress.Listener listener)
            throws IOException, InterruptedException {
        FinalTraining training = new FinalTraining(plan, options, epochs, calibration, out, listener);
        Claim claim = training.claim();
        try {
            return training.run();
        } finally {
            claim.close();
        }
    }

    /**
     * The median of the epochs that the folds of a cross-validation have chosen; of an even number, the mean of the two in
     * the middle, rounded up.
     */
    public static int medianEpoch(List<RunRecord> runs) {
        int[] chosen = runs.stream()
                .flatMap(run -> run.folds().stream())
                .mapToInt(FoldRecord::epoch)
                .sorted()
                .toArray();
        if (!(chosen.length >= 1)) {
            throw new IllegalArgumentException("no folds to take the median epoch of");
        }
        int middle = chosen.length / 2;
        return chosen.length % 2 == 1 ? chosen[middle] : (chosen[middle - 1] + chosen[middle] + 1) / 2;
    }

    private Claim claim() throws IOException {
        Path folder = out.toAbsolutePath().resolveSibling("");
        Optional<Claim> claim;
        try {
            claim = Claim.tryTo(folder, "." + out.getFileName() + ".lock");
        } catch (FileSystemException e) {
            throw WholeFile.cannotWrite(out, e);
        }
        return claim.orElseThrow(() -> new RecordException(
                out + ": another training into this file is at work, wait for it or choose another file"));
    }

    private EmotionModel run() throws IOException, InterruptedException {
        FoldData data = FoldData.ofAll(plan.dataset().features(), plan.dataset().examples());
        Protocol lastEpoch = plan.protocol().with("epoch", "last");
        Trainer trainer = new Trainer(
                plan.architecture(), plan.settings(0), lastEpoch, data, options.kernels(), plan.seed(), 0, 0);
        List<CodeIdentity> workers = resume(trainer);
        long begun = System.nanoTime();
        long saved = begun;
        int first = trainer.state().epoch();
        while (trainer.state().epoch() < epochs) {
            trainer.epoch();
            int epoch = trainer.state().epoch();
            double seconds = (System.nanoTime() - begun) * 1e-9;
            listener.epochEnded(new Progress(
                    plan.model(),
                    0,
                    0,
                    epoch,
                    epochs,
                    trainer.state().lastTrainLoss(),
                    Double.NaN,
                    epoch * data.trainFrames(),
                    epochs * data.trainFrames(),
                    (epoch - first) * data.trainFrames() / seconds));
            if (System.nanoTime() - saved >= options.checkpointInterval().toNanos()) {
                save(trainer, workers);
                saved = System.nanoTime();
            }
        }
        Provenance provenance = Provenance.now(code, workers.subList(0, workers.size() - 1));
        Map<String, String> of = Map.of("epochs_trained", Integer.toString(epochs));
        EmotionModel model = TrainedModel.of(plan, plan.settings(0), data, trainer, provenance, of)
                .withCalibration(calibration);
        model.write(out);
        Files.deleteIfExists(checkpoint());
        Files.deleteIfExists(temporary());
        return model;
    }

    /** Goes on from the checkpoint if there is one; tells whose code has worked on the training, this code's last. */
    private List<CodeIdentity> resume(Trainer trainer) throws IOException {
        List<CodeIdentity> workers = new ArrayList<>();
        Optional<Checkpoint> checkpoint = Checkpoint.read(checkpoint(), key());
        if (checkpoint.isPresent()) {
            workers.addAll(checkpoint.get().code());
            CodeIdentity last = workers.get(workers.size() - 1);
            if (!options.acceptCodeChange() && !last.equals(code)) {
                throw new RecordException(checkpoint() + ": this training was left by " + last.words() + ", this is "
                        + code.words() + "; go on with --accept-code-change or delete the file");
            }
            checkpoint.get().restore(trainer);
        }
        workers.remove(code);
        workers.add(code);
        return workers;
    }

    private void save(Trainer trainer, List<CodeIdentity> workers) throws IOException {
        Checkpoint.write(checkpoint(), temporary(), key(), workers, trainer);
    }

    private Path checkpoint() {
        return out.resolveSibling("." + out.getFileName() + ".checkpoint");
    }

    private Path temporary() {
        return out.resolveSibling("." + out.getFileName() + ".checkpoint.part");
    }

    private String key() {
        return String.join(
                "\n", "all speakers", plan.model(), plan.head().fields().toString(), "epochs " + epochs);
    }
}
