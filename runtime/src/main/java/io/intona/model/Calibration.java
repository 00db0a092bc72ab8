package io.intona.model;

/**
 * How sure a model may be of what it says. Its outputs y become the probabilities of its labels by
 *
 * <pre>
 *   p_k = e^(y_k / T) / Σ_j e^(y_j / T)
 * </pre>
 *
 * with the temperature T that made them right on recordings that it was not trained on (C. Guo, G. Pleiss, Y. Sun, K. Q.
 * Weinberger, On Calibration of Modern Neural Networks, ICML 2017, section 4.2), and where the largest of them is below a
 * threshold, the model would rather not answer.
 *
 * @param temperature T, from {@value #MIN_TEMPERATURE} to {@value #MAX_TEMPERATURE}; above 1 the model is less sure
 * @param abstainThreshold least probability of an answer, from 0, which always answers, to below 1
 */
public record Calibration(double temperature, double abstainThreshold) {
    /** Lowest temperature. */
    public static final double MIN_TEMPERATURE = 0.01;

    /** Highest temperature. */
    public static final double MAX_TEMPERATURE = 100;

    /** Of a model that nobody has calibrated: the softmax as it is, and always an answer. */
    public static final Calibration NONE = new Calibration(1, 0);

    public Calibration {
        if (!(temperature >= MIN_TEMPERATURE && temperature <= MAX_TEMPERATURE)) {
            throw new IllegalArgumentException(
                    "temperature " + temperature + ", expected " + MIN_TEMPERATURE + " to " + MAX_TEMPERATURE);
        }
        if (!(abstainThreshold >= 0 && abstainThreshold < 1)) {
            throw new IllegalArgumentException(
                    "abstain_threshold " + abstainThreshold + ", expected from 0 to below 1");
        }
    }
}
