package io.intona.feature;

/**
 * The work on some frames side by side, the same for whole clips and streams: samples to power, power to decibels of mel
 * bands or to chroma, and from there to features. A frame has the same bits whatever frames are beside it, and however many.
 * Holds scratch space, so it belongs to one thread.
 */
final class FrameAnalysis {
    private final FeatureTables tables;
    private final int lanes;
    private final PowerSpectrum.Space space;
    private final float[] power; // (frameSamples / 2 + 1, lanes)
    private final float[][] mel; // (banks; bands, lanes)
    private final float[][] coefficients; // (columns; size, lanes)
    private final float[] chroma; // (pitch classes, lanes), empty without

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
        chroma = new float[tables.chroma.isPresent() ? ChromaFilterBank.CLASSES * lanes : 0];
    }

    /**
     * Power of frames that follow each other: (frameSamples / 2 + 1, lanes), used again for the next frames.
     *
     * @param samples ((lanes − 1)·hop + frameSamples)
     */
    float[] power(float[] samples) {
        tables.spectrum.transform(samples, tables.window, space, power);
        return power;
    }

    /**
     * Decibels from power.
     *
     * @param destination receives (bands, lanes) for every bank
     */
    void decibels(float[] power, float[][] destination) {
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
     * @param destination receives (frames, size) from the offset, but for the chroma
     */
    void features(float[][] decibels, int frames, float[] destination, int offset) {
        for (int i = 0; i < coefficients.length; i++) {
            FeatureTables.Column column = tables.columns.get(i);
            float[] values = decibels[column.bank()];
            if (column.cosines().isPresent()) {
                column.cosines().get().apply(tables.kernels, lanes, values, coefficients[i]);
                values = coefficients[i];
            }
            turn(values, column.size(), frames, destination, offset + column.from());
        }
    }

    /**
     * Chroma from power.
     *
     * @param bank tuned to the clip
     * @param frames how many lanes are wanted, from the first
     * @param destination receives, of (frames, size) from the offset, the chroma
     */
    void chroma(ChromaFilterBank bank, float[] power, int frames, float[] destination, int offset) {
        bank.apply(tables.kernels, lanes, power, chroma);
        turn(chroma, ChromaFilterBank.CLASSES, frames, destination, offset + tables.chroma.orElseThrow());
    }

    /** From (count, lanes) to columns of (frames, size). */
    private void turn(float[] values, int count, int frames, float[] destination, int to) {
        for (int k = 0; k < count; k++) {
            for (int lane = 0; lane < frames; lane++) {
                destination[to + lane * tables.size + k] = values[k * lanes + lane];
            }
        }
    }
}
