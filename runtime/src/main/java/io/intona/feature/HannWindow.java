package io.intona.feature;

/**
 * The periodic Hann window, w[i] = ½ − ½ cos(2πi / n) for i = 0 … n − 1: the symmetric window of n + 1 points without its
 * last, as librosa and SciPy make it for spectra ({@code fftbins=True}).
 */
final class HannWindow {
    private HannWindow() {}

    static float[] periodic(int size) {
        float[] window = new float[size];
        for (int i = 0; i < size; i++) {
            window[i] = (float) (0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / size));
        }
        return window;
    }
}
