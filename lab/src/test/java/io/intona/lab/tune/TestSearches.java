package io.intona.lab.tune;

import io.intona.kernel.Kernels;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.ToyDataset;
import io.intona.lab.train.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small searches on the toy corpus. */
final class TestSearches {
    static final String NAME = "toy";
    static final int TRIALS = 13; // the sampler learns from 10 on
    static final List<Integer> ALL = List.of(0, 1, 2, 3, 4);

    private TestSearches() {}

    static Dataset dataset() {
        return ToyDataset.of(10, 6, 1);
    }

    static SearchPlan plan(Dataset dataset, String tuning, Judge judge, Sampling sampling) {
        return new SearchPlan(
                dataset,
                "LSTM-h3-v1",
                Protocol.STRICT.with("tuning", tuning),
                TrainingSettings.DEFAULT.withEpochs(4),
                SearchSpace.builtIn("wide"),
                sampling,
                judge,
                new SearchPlan.Budget(TRIALS, 2, 2),
                1);
    }

    static SearchPlan nested() {
        return plan(dataset(), "nested", Judge.INNER, Sampling.DEFAULT);
    }

    static SearchOptions options(int threads, int parallel, List<Integer> folds) {
        return new SearchOptions(
                Kernels.of("scalar"), threads, parallel, folds, false, Duration.ofHours(1), Stamp.V3_0_0_D);
    }

    static SearchResult search(SearchPlan plan, SearchOptions options, Path file)
            throws IOException, InterruptedException {
        return Search.run(plan, options, file, NAME, SearchProgress.Listener.NONE);
    }

    /** All that must not depend on how often a search was interrupted, by study. */
    static Map<String, List<String>> outcome(SearchResult result) {
        Map<String, List<String>> outcome = new LinkedHashMap<>();
        for (SearchResult.StudyResult study : result.studies()) {
            List<String> lines = new ArrayList<>();
            for (Trial trial : study.trials()) {
                if (trial.state().counts()) {
                    lines.add(trial.state() + " " + trial.external() + " " + trial.value() + " " + trial.reports() + " "
                            + trial.userAttributes().get(Attributes.SEED));
                }
            }
            for (SearchResult.Finalist finalist : study.finalists()) {
                lines.add(finalist.trial().external() + " again " + finalist.repeats());
            }
            outcome.put(study.name(), lines);
        }
        return outcome;
    }
}
