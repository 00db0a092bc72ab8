package io.intona.lab.report;

import io.intona.lab.experiment.Prediction;
import io.intona.lab.experiment.RunRecord;
import io.intona.lab.stats.ConfusionMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Confusion matrices by the intensity of the emotion, which the names of RAVDESS's clips tell, and those of the synthetic
 * corpus.
 *
 * @param runs for each intensity, in the order of {@link #NAMES}, the matrix of each run
 */
record Intensities(List<List<ConfusionMatrix>> runs) {
    static final List<String> NAMES = List.of("normal", "strong");

    private static final Pattern CLIP = Pattern.compile("\\d\\d-\\d\\d-\\d\\d-0([12])-\\d\\d-\\d\\d-\\d\\d");

    /** Those of a model, unless a clip has a name that tells none. */
    static Optional<Intensities> of(ModelRuns model) {
        List<List<ConfusionMatrix>> all = new ArrayList<>();
        for (int intensity = 1; intensity <= NAMES.size(); intensity++) {
            List<ConfusionMatrix> each = new ArrayList<>();
            for (RunRecord run : model.runs()) {
                if (run.predictions().stream()
                        .anyMatch(clip -> !CLIP.matcher(clip.clip()).matches())) {
                    return Optional.empty();
                }
                each.add(matrix(run, intensity));
            }
            all.add(each);
        }
        return Optional.of(new Intensities(all));
    }

    private static ConfusionMatrix matrix(RunRecord run, int intensity) {
        List<Prediction> clips = run.predictions().stream()
                .filter(clip -> intensity(clip) == intensity)
                .toList();
        List<String> labels = run.labels();
        return ConfusionMatrix.of(
                labels.size(),
                clips.stream().mapToInt(clip -> labels.indexOf(clip.truth())).toArray(),
                clips.stream()
                        .mapToInt(clip -> labels.indexOf(clip.predicted()))
                        .toArray());
    }

    private static int intensity(Prediction clip) {
        Matcher name = CLIP.matcher(clip.clip());
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }

    /** The recall of a label at an intensity in each run. */
    double[] recalls(int intensity, int label) {
        return runs.get(intensity).stream()
                .mapToDouble(matrix -> matrix.recalls()[label])
                .toArray();
    }

    /** The same of all runs together; NaN without clips. */
    double recall(int intensity, int label) {
        return runs.get(intensity).stream()
                .reduce(ConfusionMatrix::plus)
                .orElseThrow()
                .recalls()[label];
    }
}
