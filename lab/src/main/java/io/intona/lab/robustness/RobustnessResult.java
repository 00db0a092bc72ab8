package io.intona.lab.robustness;

import io.intona.lab.corpus.Corpus;
import io.intona.lab.experiment.KeptRun;
import io.intona.lab.experiment.RunRecord;
import io.intona.lab.train.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a recogniser withstands.
 *
 * @param model name of the architecture
 * @param protocol name of the rules it was evaluated by
 * @param corpus its name
 * @param clips number of clips
 * @param speakers number of speakers
 * @param runs number of runs
 * @param labels in the corpus's order
 * @param calibrated whether confidences are at each fold's own temperature and abstained from below its own threshold, both
 *     learnt from its validation clips; else the temperature is 1 and nothing is abstained from
 * @param conditions the clean recordings first
 * @param leftOut conditions that are not possible here
 */
public record RobustnessResult(
        String model,
        String protocol,
        String corpus,
        int clips,
        int speakers,
        int runs,
        List<String> labels,
        boolean calibrated,
        List<ConditionResult> conditions,
        List<String> leftOut) {
    public RobustnessResult {
        labels = List.copyOf(labels);
        conditions = List.copyOf(conditions);
        leftOut = List.copyOf(leftOut);
    }

    static RobustnessResult of(
            Corpus corpus, List<KeptRun> runs, List<ConditionResult> conditions, List<String> leftOut) {
        RunRecord first = runs.get(0).record();
        return new RobustnessResult(
                first.model(),
                protocol(first.protocol()).name(),
                corpus.name(),
                corpus.utterances().size(),
                corpus.speakers().size(),
                runs.size(),
                first.labels(),
                runs.stream().flatMap(run -> Answers.calibrations(run).stream()).allMatch(Optional::isPresent),
                conditions,
                leftOut);
    }

    private static Protocol protocol(Map<String, String> switches) {
        Protocol protocol = Protocol.STRICT;
        for (Map.Entry<String, String> each : switches.entrySet()) {
            protocol = protocol.with(each.getKey(), each.getValue());
        }
        return protocol;
    }
}
