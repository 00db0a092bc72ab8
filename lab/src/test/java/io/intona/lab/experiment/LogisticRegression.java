package io.intona.lab.experiment;

import java.util.Arrays;

/**
 * Multinomial logistic regression with L2: the W and b that minimise Σ −log softmax(W·x + b)[label] + ½·Σ W², which is
 * scikit-learn's {@code LogisticRegression()} with its default C = 1. Found by Nesterov's accelerated gradient with a step
 * of one over a bound of the curvature.
 */
final class LogisticRegression {
    private static final int MOST_STEPS = 100_000;
    private static final double GRADIENT = 1e-3; // largest entry at which the minimum counts as found

    private final double[][] weights; // (classes, features + 1), bias last

    private LogisticRegression(double[][] weights) {
        this.weights = weights;
    }

    /** @param inputs (examples, features), standardised */
    static LogisticRegression fit(double[][] inputs, int[] labels, int classes) {
        int size = inputs[0].length + 1;
        double[][] weights = new double[classes][size];
        double[][] ahead = new double[classes][size];
        double step = 1 / (1 + 0.5 * curvature(inputs));
        double momentum = 1;
        for (int i = 0; i < MOST_STEPS; i++) {
            double[][] gradient = gradient(ahead, inputs, labels);
            double next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            double largest = 0;
            double uphill = 0;
            for (int c = 0; c < classes; c++) {
                for (int j = 0; j < size; j++) {
                    double moved = ahead[c][j] - step * gradient[c][j];
                    double change = moved - weights[c][j];
                    ahead[c][j] = moved + (momentum - 1) / next * change;
                    weights[c][j] = moved;
                    largest = Math.max(largest, Math.abs(gradient[c][j]));
                    uphill += gradient[c][j] * change;
                }
            }
            if (largest < GRADIENT) {
                return new LogisticRegression(weights);
            }
            momentum = uphill > 0 ? 1 : next; // momentum that leads uphill starts again
        }
        throw new IllegalStateException("no minimum after " + MOST_STEPS + " steps");
    }

    /** Largest eigenvalue of Σ x·xᵀ with x the inputs and a 1, by power iteration; 10 % more to be above it. */
    private static double curvature(double[][] inputs) {
        int size = inputs[0].length + 1;
        double[] vector = new double[size];
        Arrays.fill(vector, 1);
        double eigenvalue = 0;
        for (int i = 0; i < 100; i++) {
            double[] next = new double[size];
            for (double[] input : inputs) {
                double along = score(vector, input);
                add(next, along, input);
            }
            eigenvalue = Math.sqrt(dot(next, next) / dot(vector, vector));
            vector = next;
            double norm = Math.sqrt(dot(vector, vector));
            for (int j = 0; j < size; j++) {
                vector[j] /= norm;
            }
        }
        return 1.1 * eigenvalue;
    }

    private static double[][] gradient(double[][] weights, double[][] inputs, int[] labels) {
        int features = inputs[0].length;
        double[][] gradient = new double[weights.length][features + 1];
        for (int c = 0; c < weights.length; c++) {
            System.arraycopy(weights[c], 0, gradient[c], 0, features); // of ½·W², the bias left out
        }
        for (int n = 0; n < inputs.length; n++) {
            double[] probabilities = probabilities(weights, inputs[n]);
            for (int c = 0; c < weights.length; c++) {
                add(gradient[c], probabilities[c] - (labels[n] == c ? 1 : 0), inputs[n]);
            }
        }
        return gradient;
    }

    private static double[] probabilities(double[][] weights, double[] input) {
        double[] scores = new double[weights.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < scores.length; c++) {
            scores[c] = score(weights[c], input);
            highest = Math.max(highest, scores[c]);
        }
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            scores[c] = Math.exp(scores[c] - highest);
            sum += scores[c];
        }
        for (int c = 0; c < scores.length; c++) {
            scores[c] /= sum;
        }
        return scores;
    }

    private static double score(double[] weights, double[] input) {
        double score = weights[input.length];
        for (int j = 0; j < input.length; j++) {
            score += weights[j] * input[j];
        }
        return score;
    }

    private static void add(double[] sum, double factor, double[] input) {
        for (int j = 0; j < input.length; j++) {
            sum[j] += factor * input[j];
        }
        sum[input.length] += factor;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    /** The most probable class. */
    int predict(double[] input) {
        int best = 0;
        for (int c = 1; c < weights.length; c++) {
            if (score(weights[c], input) > score(weights[best], input)) {
                best = c;
            }
        }
        return best;
    }
}
