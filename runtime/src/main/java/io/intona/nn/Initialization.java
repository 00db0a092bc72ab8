package io.intona.nn;

import io.intona.random.RandomStreams;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * How the weights start. Common to all: input weights Xavier normal as one (4h, n) matrix, attention vectors Xavier
 * normal, classifier Xavier uniform, its bias 0, scale of the normalisation 1 and shift 0, running mean 0 and variance 1,
 * biases of the LSTM 0 except the forget gate's.
 *
 * <p>Xavier: X. Glorot and Y. Bengio 2010, standard deviation √(2 / (rows + columns)) or bound √(6 / (rows + columns)).
 * Orthogonal: A. M. Saxe et al. 2014, arXiv 1312.6120.
 */
public enum Initialization {
    /** Recurrent weights orthogonal as one (4h, h) matrix; the forget quarter of both bias vectors is 1. The default. */
    ORTHOGONAL,
    /** As the paper says: recurrent weights Xavier normal as one (4h, h) matrix; one forget bias is 1. */
    XAVIER;

    /** Sets every value, drawing from {@code random}. */
    public void apply(Parameters parameters, RandomGenerator random) {
        Architecture shape = parameters.architecture();
        int hidden = shape.hiddenSize();
        xavierNormal(parameters.inputWeights(), 4 * hidden, shape.inputSize(), random);
        switch (this) {
            case ORTHOGONAL -> orthogonal(parameters.recurrentWeights(), 4 * hidden, hidden, random);
            case XAVIER -> xavierNormal(parameters.recurrentWeights(), 4 * hidden, hidden, random);
        }
        forgetBias(parameters.inputBias(), hidden, 1);
        forgetBias(parameters.recurrentBias(), hidden, this == ORTHOGONAL ? 1 : 0);
        if (shape.pooling() == Architecture.Pooling.ATTENTION) {
            xavierNormal(parameters.attentionVectors(), shape.attentionVectors(), hidden, random);
        }
        Arrays.fill(parameters.normWeight(), 1);
        Arrays.fill(parameters.normBias(), 0);
        xavierUniform(parameters.classifierWeight(), shape.classes(), hidden, random);
        Arrays.fill(parameters.classifierBias(), 0);
        Arrays.fill(parameters.runningMean(), 0);
        Arrays.fill(parameters.runningVariance(), 1);
    }

    private static void forgetBias(float[] bias, int hidden, float value) {
        Arrays.fill(bias, 0);
        Arrays.fill(bias, hidden, 2 * hidden, value);
    }

    private static void xavierNormal(float[] weights, int rows, int columns, RandomGenerator random) {
        double deviation = Math.sqrt(2.0 / (rows + columns));
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (deviation * RandomStreams.gaussian(random));
        }
    }

    private static void xavierUniform(float[] weights, int rows, int columns, RandomGenerator random) {
        double bound = Math.sqrt(6.0 / (rows + columns));
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (bound * (2 * RandomStreams.uniform(random) - 1));
        }
    }

    /**
     * Orthonormal columns, uniformly distributed: the Q of the QR decomposition of a Gaussian matrix with the diagonal of
     * R positive. Gram–Schmidt, done twice, gives just that Q (F. Mezzadri 2007, arXiv math-ph/0609050).
     */
    private static void orthogonal(float[] weights, int rows, int columns, RandomGenerator random) {
        double[][] q = new double[columns][rows]; // a column each
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                q[j][i] = RandomStreams.gaussian(random);
            }
        }
        for (int j = 0; j < columns; j++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < j; k++) {
                    addScaled(-dot(q[k], q[j]), q[k], q[j]);
                }
            }
            double norm = Math.sqrt(dot(q[j], q[j]));
            for (int i = 0; i < rows; i++) {
                q[j][i] /= norm;
                weights[i * columns + j] = (float) q[j][i];
            }
        }
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static void addScaled(double factor, double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] += factor * x[i];
        }
    }
}
