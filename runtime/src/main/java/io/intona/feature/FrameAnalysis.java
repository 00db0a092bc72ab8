package io.intona.feature;

/**
 * The work on some frames side by side, the same for whole clips and streams: samples to decibels of mel bands, decibels to
 * features. A frame has the same bits whatever frames are beside it, and however many. Up to the decibels everything is
 * double, from there on float. Holds scratch space, so it belongs to one thread.
 */
final class FrameAnalysis {
    private final FeatureTables tables;
    private final int lanes;
    private final RealFft.Spectrum spectrum;
    private final double[] power; // (frameSamples / 2 + 1, lanes)
    private final double[][] mel; // (banks; bands, lanes)
    private final double[][] coefficients; // (columns; size, lanes)
    private final int size; // of a frame's features

    /** @param lanes how many frames are analysed together */
    FrameAnalysis(FeatureTables tables, int lanes) {
        this.tables = tables;
        this.lanes = lanes;
        spectrum = tables.fft.newSpectrum(lanes);
        power = new double[(tables.window.length / 2 + 1) * lanes];
        mel = tables.banks.stream()
                .map(bank -> new double[bank.bands() * lanes])
                .toArray(double[][]::new);
        coefficients = tables.columns.stream()
                .map(column -> new double[column.size() * lanes])
                .toArray(double[][]::new);
        size = tables.columns.stream().mapToInt(FeatureTables.Column::size).sum();
    }

    /**
     * Decibels of frames that follow each other.
     *
     * @param samples ((lanes − 1)·hop + frameSamples)
     * @param destination receives (bands, lanes) for every bank
     */
    void decibels(float[] samples, int hop, float[][] destination) {
        tables.fft.transform(samples, hop, tables.window, spectrum);
        spectrum.power(power);
        for (int bank = 0; bank < mel.length; bank++) {
            tables.banks.get(bank).apply(tables.kernels, lanes, power, mel[bank]);
            tables.kernels.decibels(mel[bank].length, mel[bank], destination[bank]);
        }
    }

    /**
     * Features from decibels.
     *
     * @param decibels (bands, lanes) for every bank
     * @param frames how many lanes are wanted, from the first
     * @param destination receives (frames, size) from the offset
     */
    void features(float[][] decibels, int frames, float[] destination, int offset) {
        int to = offset;
        for (int i = 0; i < coefficients.length; i++) {
            FeatureTables.Column column = tables.columns.get(i);
            float[] bands = decibels[column.bank()];
            double[] values = column.cosines().isPresent() ? coefficients[i] : mel[column.bank()];
            widen(bands, mel[column.bank()]);
            if (column.cosines().isPresent()) {
                column.cosines().get().apply(tables.kernels, lanes, mel[column.bank()], values);
            }
            for (int k = 0; k < column.size(); k++) {
                for (int lane = 0; lane < frames; lane++) {
                    destination[to + lane * size + k] = (float) values[k * lanes + lane];
                }
            }
            to += column.size();
        }
    }

    private static void widen(float[] values, double[] destination) {
        for (int i = 0; i < values.length; i++) {
            destination[i] = values[i];
        }
    }
}
