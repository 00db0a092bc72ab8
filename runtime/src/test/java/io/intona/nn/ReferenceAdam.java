package io.intona.nn;

import java.util.LinkedHashMap;
import java.util.Map;

/** Adam with coupled weight decay in double precision, as D. P. Kingma and J. Ba 2015, arXiv 1412.6980, write it. */
final class ReferenceAdam {
    private final GoldenModel.AdamTrace settings;
    private final Map<String, double[]> m = new LinkedHashMap<>();
    private final Map<String, double[]> v = new LinkedHashMap<>();
    private int step;

    ReferenceAdam(GoldenModel.AdamTrace settings) {
        this.settings = settings;
    }

    void step(double learningRate, Map<String, double[]> gradients, Map<String, double[]> parameters) {
        step++;
        parameters.forEach((name, values) -> {
            double[] first = m.computeIfAbsent(name, key -> new double[values.length]);
            double[] second = v.computeIfAbsent(name, key -> new double[values.length]);
            for (int i = 0; i < values.length; i++) {
                double d = gradients.get(name)[i] + settings.weightDecay() * values[i];
                first[i] = settings.beta1() * first[i] + (1 - settings.beta1()) * d;
                second[i] = settings.beta2() * second[i] + (1 - settings.beta2()) * d * d;
                double mean = first[i] / (1 - Math.pow(settings.beta1(), step));
                double square = second[i] / (1 - Math.pow(settings.beta2(), step));
                values[i] -= learningRate * mean / (Math.sqrt(square) + settings.epsilon());
            }
        });
    }
}
