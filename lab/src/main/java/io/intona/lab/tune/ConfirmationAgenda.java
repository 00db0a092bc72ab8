package io.intona.lab.tune;

import io.intona.random.RandomStreams;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The best trials of a study again, several times, with random numbers that chose none of them. The best of many noisy
 * values is the luckiest; these say how good the parameters are.
 *
 * @param candidates trials of the study whose parameters are trained again, best first
 * @param repeats how often each
 * @param seed of the study
 * @param fold whose study it is; 0 if it is that of all
 */
record ConfirmationAgenda(List<Trial> candidates, int repeats, long seed, int fold) implements Agenda {
    /** The best complete trials, the better first, of equals the earlier. */
    static List<Trial> best(List<Trial> trials, int count, Direction direction) {
        return trials.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .sorted(Comparator.comparingDouble(trial -> direction.key(trial.value())))
                .limit(count)
                .toList();
    }

    @Override
    public boolean isDone(List<Trial> all) {
        return candidates.stream().allMatch(candidate -> {
            List<Trial> repetitions = of(candidate, all);
            return repetitions.stream().filter(ConfirmationAgenda::isSettled).count() >= repeats;
        });
    }

    @Override
    public Optional<Proposal> next(List<Trial> all, int alive) {
        for (Trial candidate : candidates) {
            for (int repetition = 0; repetition < repeats; repetition++) {
                String wanted = Integer.toString(repetition);
                boolean there = of(candidate, all).stream()
                        .anyMatch(trial -> wanted.equals(trial.userAttributes().get(Attributes.REPETITION))
                                && (isSettled(trial) || trial.state() == TrialState.RUNNING));
                if (!there) {
                    return Optional.of(proposal(candidate, repetition));
                }
            }
        }
        return Optional.empty();
    }

    /** The trials that repeat a candidate. */
    static List<Trial> of(Trial candidate, List<Trial> all) {
        String number = Integer.toString(candidate.number());
        return all.stream()
                .filter(trial -> number.equals(trial.userAttributes().get(Attributes.CONFIRMS)))
                .toList();
    }

    /** Whether a trial has come to an end of its own. */
    private static boolean isSettled(Trial trial) {
        return trial.state().counts() || trial.userAttributes().containsKey(Attributes.REASON);
    }

    private Proposal proposal(Trial candidate, int repetition) {
        long index = Long.parseLong(
                candidate.userAttributes().getOrDefault(Attributes.SEED, Integer.toString(candidate.number())));
        long trialSeed =
                RandomStreams.of(seed, repetition, fold, "confirmation", index).nextLong();
        Map<String, String> user = new LinkedHashMap<>();
        user.put(Attributes.SEED, Long.toString(trialSeed));
        user.put(Attributes.CONFIRMS, Integer.toString(candidate.number()));
        user.put(Attributes.REPETITION, Integer.toString(repetition));
        return new Proposal(
                candidate.parameters(), user, Map.of(Attributes.FIXED_PARAMS, StudyJson.text(candidate.external())));
    }
}
