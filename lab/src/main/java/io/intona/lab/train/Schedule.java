package io.intona.lab.train;

import java.util.Locale;

/**
 * How the learning rate η falls along half a cosine and starts again, stepped once per epoch (Loshchilov and Hutter
 * 2017, arXiv 1608.03983, with T<sub>mult</sub> = 1):
 *
 * <pre>
 *   η(t) = η_min + (η_max − η_min) · (1 + cos(π · t_cur / T)) / 2,    η_min = η_max / 100
 * </pre>
 *
 * with t the epoch from 0, T the period in epochs and t_cur = t mod T. What the number T<sub>0</sub> of the settings
 * means is the difference between the two.
 */
public enum Schedule {
    /** T<sub>0</sub> is the period in epochs, as in PyTorch's CosineAnnealingWarmRestarts; 1 is a constant rate. */
    RESTARTS {
        @Override
        double phase(int epoch, int cosinePeriod, int epochs) {
            return (double) (epoch % cosinePeriod) / cosinePeriod;
        }
    },
    /** T<sub>0</sub> is the number of cycles in the whole training: the period is epochs / T<sub>0</sub>. */
    CYCLES {
        @Override
        double phase(int epoch, int cosinePeriod, int epochs) {
            return (double) ((long) epoch * cosinePeriod % epochs) / epochs;
        }
    };

    /** The least rate, as a share of the greatest. */
    public static final double MINIMUM_SHARE = 0.01;

    /** t_cur / T: how far the current half cosine has gone, in [0, 1). */
    abstract double phase(int epoch, int cosinePeriod, int epochs);

    /** The learning rate of an epoch, counted from 0. */
    public double rate(TrainingSettings settings, int epoch) {
        double least = settings.learningRate() * MINIMUM_SHARE;
        double phase = phase(epoch, settings.cosinePeriod(), settings.epochs());
        return least + (settings.learningRate() - least) * (1 + StrictMath.cos(Math.PI * phase)) / 2;
    }

    /** The schedule of that name: {@code restarts} or {@code cycles}. */
    public static Schedule parse(String word) {
        return Words.parse("schedule", Schedule.class, word);
    }

    /** The name that {@link #parse} reads. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
