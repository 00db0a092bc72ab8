package io.intona.lab.tune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Draws every parameter by itself, evenly over its axis, without looking at the history. */
final class RandomSampler implements Sampler {
    @Override
    public Map<String, Double> sample(List<Trial> history, Map<String, Distribution> space, DoubleSupplier uniform) {
        Map<String, Double> sample = new LinkedHashMap<>();
        space.forEach((name, distribution) -> sample.put(name, draw(distribution, uniform)));
        return sample;
    }

    /** Takes no random number if there is only one value. */
    static double draw(Distribution distribution, DoubleSupplier uniform) {
        if (distribution instanceof Distribution.Categorical categorical) {
            return categorical.isSingle() ? 0 : greatest(categorical.choices().size(), uniform);
        }
        Axis axis = Axis.of(distribution);
        if (distribution.isSingle()) {
            return axis.least();
        }
        double value = axis.outward(axis.low() + axis.range() * uniform.getAsDouble());
        return axis.step() > 0 ? value : Math.min(value, Math.nextDown(axis.greatest()));
    }

    /** The index of the greatest of so many random numbers, as Optuna draws a choice. */
    private static double greatest(int count, DoubleSupplier uniform) {
        int best = 0;
        double most = -1;
        for (int i = 0; i < count; i++) {
            double u = uniform.getAsDouble();
            if (u > most) {
                most = u;
                best = i;
            }
        }
        return best;
    }
}
