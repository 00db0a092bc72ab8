package io.intona.feature;

/**
 * The work on some frames side by side, the same for whole clips and streams: samples to decibels of mel bands, decibels to
 * features. A frame has the same bits whatever frames are beside it, and however many. Holds scratch space, so it belongs
 * to one thread.
 */
final class FrameAnalysis {
    private final FeatureTables tables;
    private final int lanes;
    private final PowerSpectrum.Space space;
    private final float[] power; // (frameSamples / 2 + 1, lanes)
    private final float[][] mel; // (banks; bands, lanes)
    private final float[][] coefficients; // (columns; size, lanes)
    private final int size; // of a frame's features

    /**
     * @param lanes how many frames are analysed together
     * @param hop samples from the start of one to the start of the next
     */
    FrameAnalysis(FeatureTables tables, int lanes, int hop) {
        this.tables = tables;
        this.lanes = lanes;
        space = tables.spectrum.newSpace(lanes, hop);
        power = new float[(tables.window.length / 2 + 1) * lanes];
        mel = tables.newDecibels(lanes);
        coefficients = tables.columns.stream()
                .map(column -> new float[column.size() * lanes])
                .toArray(float[][]::new);
        size = tables.columns.stream().mapToInt(FeatureTables.Column::size).sum();
    }

    /**
     * Decibels of frames that follow each other.
     *
     * @param samples ((lanes − 1)·hop + frameSamples)
     * @param destination receives (bands, lanes) for every bank
     */
    void decibels(float[] samples, float[][] destination) {
        tables.spectrum.transform(samples, tables.window, space, power);
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
            float[] values = decibels[column.bank()];
            if (column.cosines().isPresent()) {
                column.cosines().get().apply(tables.kernels, lanes, values, coefficients[i]);
                values = coefficients[i];
            }
            for (int k = 0; k < column.size(); k++) {
                for (int lane = 0; lane < frames; lane++) {
                    destination[to + lane * size + k] = values[k * lanes + lane];
                }
            }
            to += column.size();
        }
    }
}
