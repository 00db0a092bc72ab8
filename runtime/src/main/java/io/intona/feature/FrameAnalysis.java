package io.intona.feature;

/**
 * The work on one frame, the same for whole clips and streams: samples to decibels of mel bands, decibels to features.
 * Up to the decibels everything is double, from there on float. Holds scratch space, so it belongs to one thread.
 */
final class FrameAnalysis {
    private final FeatureTables tables;
    private final double[] windowed; // (frameSamples)
    private final RealFft.Spectrum spectrum;
    private final double[] power; // (frameSamples / 2 + 1)
    private final double[][] mel; // (banks, bands)
    private final double[][] coefficients; // (columns, size)

    FrameAnalysis(FeatureTables tables) {
        this.tables = tables;
        windowed = new double[tables.window.length];
        spectrum = tables.fft.newSpectrum();
        power = new double[tables.window.length / 2 + 1];
        mel = tables.banks.stream().map(bank -> new double[bank.bands()]).toArray(double[][]::new);
        coefficients =
                tables.columns.stream().map(column -> new double[column.size()]).toArray(double[][]::new);
    }

    /** Decibels (banks, bands) of a frame (frameSamples). */
    void decibels(float[] frame, float[][] destination) {
        double[] window = tables.window;
        for (int i = 0; i < windowed.length; i++) {
            windowed[i] = frame[i] * window[i];
        }
        tables.fft.transform(windowed, spectrum);
        spectrum.power(power);
        for (int bank = 0; bank < mel.length; bank++) {
            tables.banks.get(bank).apply(power, mel[bank]);
            toDecibels(mel[bank], destination[bank]);
        }
    }

    private static void toDecibels(double[] powers, float[] destination) {
        for (int i = 0; i < powers.length; i++) {
            destination[i] = (float) Decibels.of(powers[i]);
        }
    }

    /** Features of a frame from its decibels (banks, bands), written to {@code destination[offset…]}. */
    void features(float[][] decibels, float[] destination, int offset) {
        int to = offset;
        for (int i = 0; i < coefficients.length; i++) {
            FeatureTables.Column column = tables.columns.get(i);
            float[] bands = decibels[column.bank()];
            if (column.cosines().isPresent()) {
                column.cosines().get().apply(bands, coefficients[i]);
                round(coefficients[i], destination, to);
            } else {
                System.arraycopy(bands, 0, destination, to, column.size());
            }
            to += column.size();
        }
    }

    private static void round(double[] values, float[] destination, int offset) {
        for (int i = 0; i < values.length; i++) {
            destination[offset + i] = (float) values[i];
        }
    }
}
