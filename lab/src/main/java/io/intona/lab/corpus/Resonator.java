package io.intona.lab.corpus;

/**
 * A second-order digital resonator with unit gain at 0 Hz (Klatt 1980, doi 10.1121/1.383940, equation 1):
 * y(n) = A·x(n) + B·y(n−1) + C·y(n−2) with C = −e^(−2πb/r), B = 2·e^(−πb/r)·cos(2πf/r), A = 1 − B − C for frequency f,
 * bandwidth b and sample rate r in Hz. Not thread-safe.
 */
final class Resonator {
    private final double sampleRateHz;
    private double a;
    private double b;
    private double c;
    private double last;
    private double lastButOne;

    Resonator(double sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
    }

    void tune(double frequencyHz, double bandwidthHz) {
        double decay = StrictMath.exp(-StrictMath.PI * bandwidthHz / sampleRateHz);
        c = -decay * decay;
        b = 2 * decay * StrictMath.cos(2 * StrictMath.PI * frequencyHz / sampleRateHz);
        a = 1 - b - c;
    }

    double filter(double input) {
        double output = a * input + b * last + c * lastButOne;
        lastButOne = last;
        last = output;
        return output;
    }
}
