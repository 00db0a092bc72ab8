package io.intona.lab.experiment;

import io.intona.lab.stats.Spread;
import io.intona.lab.train.Folds;
import io.intona.nn.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far an experiment is, and what it has come to so far. Only its folder is read, never the corpus.
 *
 * @param name of the experiment
 * @param protocol its name, or its switches
 * @param runs that each model will have
 * @param models in the experiment's order
 * @param secondsLeft about how long the trainings that are left will take, side by side as many as run now, or as this
 *     machine has cores if none does; NaN as long as no training is done
 */
public record ExperimentStatus(String name, String protocol, int runs, List<ModelStatus> models, double secondsLeft) {

    /** What only the corpus tells. */
    private static final List<String> CORPUS_FIELDS =
            List.of("labels", "settings.corpus", "settings.clips", "settings.corpus_sha256");

    /**
     * One model's part.
     *
     * @param model name of the architecture
     * @param done trainings that are done
     * @param running trainings that some process is at
     * @param left trainings that nobody is at
     * @param uars UAR of each run that is complete, in ascending order of runs
     */
    public record ModelStatus(String model, int done, int running, int left, List<Double> uars) {
        public ModelStatus {
            uars = List.copyOf(uars);
        }

        /** Mean and deviations over the complete runs. */
        public Spread uar() {
            return Spread.of(uars.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    public ExperimentStatus {
        models = List.copyOf(models);
    }

    /**
     * Looks into a folder, which may be in use.
     *
     * @throws RecordException if it is of another experiment, or a record is damaged or has other settings
     */
    public static ExperimentStatus of(Experiment experiment, Path out) throws IOException {
        ExperimentNote.check(out, experiment);
        List<ModelStatus> models = new ArrayList<>();
        TimeLeft timeLeft = new TimeLeft(experiment.settings().byFold().get(0).epochs());
        for (String model : experiment.models()) {
            RunFiles files = new RunFiles(out, model);
            ModelStatus status = status(experiment, files);
            models.add(status);
            int size =
                    Architecture.parse(model, experiment.features().size(), 2).parameterCount();
            timeLeft.add(size, status, files.epochSeconds(experiment.runs()));
        }
        return new ExperimentStatus(
                experiment.name(), experiment.protocol().name(), experiment.runs(), models, timeLeft.seconds());
    }

    private static ModelStatus status(Experiment experiment, RunFiles files) throws IOException {
        int done = 0;
        int running = 0;
        int left = 0;
        List<Double> uars = new ArrayList<>();
        for (int run = 1; run <= experiment.runs(); run++) {
            for (int fold = 0; fold < Folds.COUNT; fold++) {
                if (files.isRunning(run, fold)) {
                    running++;
                } else if (files.isDone(run, fold)) {
                    done++;
                } else {
                    left++;
                }
            }
            Optional<Path> record = files.runRecord(run);
            if (record.isPresent()) {
                uars.add(uar(record.get(), experiment, files, run));
            }
        }
        return new ModelStatus(files.model(), done, running, left, uars);
    }

    private static double uar(Path file, Experiment experiment, RunFiles files, int run) throws IOException {
        RunRecord record = RecordFile.read(file);
        Map<String, String> wanted = experiment.fields();
        Map<String, String> found = new LinkedHashMap<>(record.head().fields());
        found.keySet().removeAll(CORPUS_FIELDS);
        FolderIdentity.check(file.toString(), found, wanted);
        files.check(file, record, run, RunFiles.ALL_FOLDS);
        return record.uar();
    }

    /** What {@code experiment status --json} prints, on one line; what is not known is null. */
    public String toJson() {
        List<Map<String, Object>> each = new ArrayList<>();
        for (ModelStatus model : models) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("model", model.model());
            fields.put("done", model.done());
            fields.put("running", model.running());
            fields.put("left", model.left());
            fields.put("uars", model.uars());
            fields.put("uar_mean", Json.number(model.uar().mean()));
            fields.put("uar_sd", Json.number(model.uar().sampleDeviation()));
            each.add(fields);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", name);
        result.put("protocol", protocol);
        result.put("runs", runs);
        result.put("models", each);
        result.put("seconds_left", Json.number(Math.rint(secondsLeft)));
        return Json.MAPPER.writeValueAsString(result);
    }
}
