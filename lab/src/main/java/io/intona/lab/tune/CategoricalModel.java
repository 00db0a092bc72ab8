package io.intona.lab.tune;

import java.util.Arrays;

/**
 * Choices without an order. With k observations and C choices the kernel of an observation c_i gives choice c
 *
 * <pre>
 *   ([c = c_i] + 1/(k+1)) / (1 + C/(k+1)),     the prior's 1/C
 * </pre>
 *
 * @param weights (kernels, choices), each row adding up to 1
 */
record CategoricalModel(double[][] weights) implements ParameterModel {
    static CategoricalModel of(double[] observed, int choices) {
        int k = observed.length;
        double[][] weights = new double[k + 1][choices];
        double prior = 1.0 / (k + 1);
        for (int i = 0; i < k; i++) {
            for (int c = 0; c < choices; c++) {
                weights[i][c] = ((observed[i] == c ? 1 : 0) + prior) / (1 + choices * prior);
            }
        }
        Arrays.fill(weights[k], 1.0 / choices);
        return new CategoricalModel(weights);
    }

    @Override
    public double logDensity(int kernel, double value) {
        return StrictMath.log(weights[kernel][(int) value]);
    }

    @Override
    public double draw(int kernel, double u) {
        double sum = 0;
        for (int choice = 0; choice < weights[kernel].length - 1; choice++) {
            sum += weights[kernel][choice];
            if (u <= sum) {
                return choice;
            }
        }
        return weights[kernel].length - 1;
    }
}
