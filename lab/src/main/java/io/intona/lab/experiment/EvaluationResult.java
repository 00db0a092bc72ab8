package io.intona.lab.experiment;

import io.intona.lab.stats.ConfusionMatrix;
import io.intona.lab.stats.Spread;
import io.intona.lab.train.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of an evaluation, with what is said of them together. Immutable.
 *
 * @param model name of the architecture
 * @param parameters number of trained values
 * @param protocol the rules
 * @param runs in ascending order, at least one
 */
public record EvaluationResult(String model, int parameters, Protocol protocol, List<RunRecord> runs) {
    public EvaluationResult {
        runs = List.copyOf(runs);
    }

    /** UAR of the runs: mean and deviations over them. */
    public Spread uar() {
        return Spread.of(runs.stream().mapToDouble(RunRecord::uar).toArray());
    }

    /** Counts summed over the runs, rows the truth. */
    public ConfusionMatrix confusion() {
        return runs.stream()
                .map(RunRecord::confusionMatrix)
                .reduce(ConfusionMatrix::plus)
                .orElseThrow();
    }

    /** The corpus's labels. */
    public List<String> labels() {
        return runs.get(0).labels();
    }

    /**
     * What {@code evaluate --json} prints, on one line. The deviation is the sample's (ddof 1) and null for one run; the
     * protocol is its name.
     */
    public String toJson() {
        List<Map<String, Object>> each = new ArrayList<>();
        for (RunRecord run : runs) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("run", run.run());
            fields.put("seed", run.seed());
            fields.put("uar", run.uar());
            each.add(fields);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", model);
        result.put("parameters", parameters);
        result.put("protocol", protocol.name());
        result.put("runs", each);
        result.put("uar_mean", Json.number(uar().mean()));
        result.put("uar_sd", Json.number(uar().sampleDeviation()));
        result.put("labels", labels());
        result.put("confusion", confusion().counts());
        return Json.MAPPER.writeValueAsString(result);
    }
}
