package io.intona.lab.tune;

import io.intona.random.RandomStreams;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Trials proposed by a sampler until the budget is used up: as many complete or pruned ones as asked for, whoever did them
 * and whenever. The n-th trial, not counting repetitions of those whose worker died, has random numbers of its own, made
 * from the study's seed; so it does not matter who asks, nor what was interrupted.
 *
 * @param space what is searched
 * @param sampler proposes
 * @param trials how many there are to be
 * @param seed of the study
 * @param fold whose study it is; 0 if it is that of all
 */
record SamplingAgenda(Map<String, Distribution> space, Sampler sampler, int trials, long seed, int fold)
        implements Agenda {
    private static final int TRIES = 20;

    @Override
    public boolean isDone(List<Trial> all) {
        return Split.counted(all) >= trials;
    }

    @Override
    public Optional<Proposal> next(List<Trial> all, int alive) {
        if (Split.counted(all) + alive >= trials) {
            return Optional.empty();
        }
        long ordinal = all.stream()
                .filter(trial -> !trial.systemAttributes().containsKey(Attributes.FAILED_TRIAL))
                .count();
        long trialSeed = RandomStreams.of(seed, 0, fold, "trial", ordinal).nextLong();
        return Optional.of(
                new Proposal(fresh(all, ordinal), Map.of(Attributes.SEED, Long.toString(trialSeed)), Map.of()));
    }

    /** Parameters that no trial had before, unless the sampler insists; then at random; then whatever comes. */
    private Map<String, Parameter> fresh(List<Trial> all, long ordinal) {
        RandomGenerator random = RandomStreams.of(seed, 0, fold, "sampler", ordinal);
        Map<String, Parameter> candidate = Map.of();
        for (int attempt = 0; attempt < 2 * TRIES; attempt++) {
            Sampler asked = attempt < TRIES ? sampler : new RandomSampler();
            candidate = parameters(asked.sample(all, space, () -> RandomStreams.uniform(random)));
            Map<String, Parameter> found = candidate;
            if (all.stream().noneMatch(trial -> trial.parameters().equals(found))) {
                return found;
            }
        }
        return candidate;
    }

    private Map<String, Parameter> parameters(Map<String, Double> sample) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        space.forEach((name, distribution) ->
                parameters.put(name, new Parameter(distribution, Objects.requireNonNull(sample.get(name)))));
        return parameters;
    }
}
