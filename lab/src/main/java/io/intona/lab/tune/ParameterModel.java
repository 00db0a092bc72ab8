package io.intona.lab.tune;

import java.util.Arrays;
import java.util.List;

/** What an estimator knows of one parameter: a kernel for each observation, and the prior's last. */
sealed interface ParameterModel permits CategoricalModel, NumericModel {
    /** ln of the kernel's density, or of its mass where values are discrete, at a value. */
    double logDensity(int kernel, double value);

    /** The value below which a kernel has the share u of its mass. */
    double draw(int kernel, double u);

    /** Number of values of an array that are no greater than u. */
    static int countUpTo(double[] ascending, double u) {
        return (int) Arrays.stream(ascending).filter(value -> value <= u).count();
    }

    static double[] values(List<Trial> trials, String parameter) {
        return trials.stream().mapToDouble(trial -> trial.parameter(parameter)).toArray();
    }
}
