package io.intona.feature;

import io.intona.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything that a {@link FeatureSpec} fixes before any audio: window, transform, filter banks and cosine tables, and where
 * in a frame's features each part stands. Parts with equally many mel bands share a bank. Immutable and thread-safe.
 */
final class FeatureTables {
    /** Mel bands below the cepstral coefficients: librosa's default. */
    static final int MFCC_MEL_BANDS = 128;

    final Kernels kernels;
    final float[] window;
    final PowerSpectrum spectrum;
    final List<MelFilterBank> banks;
    final List<Column> columns;
    final OptionalInt chroma; // where it stands; its filter bank depends on the clip's tuning
    final int size; // of a frame's features

    /**
     * How one part of the spec comes from decibels.
     *
     * @param from where in a frame's features it stands
     * @param size values a frame
     * @param bank which of the banks
     * @param cosines turns decibels into coefficients; empty where the decibels are the features
     */
    record Column(int from, int size, int bank, Optional<Dct> cosines) {}

    FeatureTables(FeatureSpec spec, Kernels kernels) {
        this.kernels = kernels;
        window = HannWindow.periodic(spec.frameSamples());
        spectrum = new PowerSpectrum(spec.frameSamples(), kernels);
        List<Integer> bands = new ArrayList<>();
        List<Column> all = new ArrayList<>();
        OptionalInt chromaFrom = OptionalInt.empty();
        int from = 0;
        for (FeatureSpec.Part part : spec.parts()) {
            switch (part.kind()) {
                case MFCC ->
                    all.add(new Column(
                            from,
                            part.size(),
                            indexOf(MFCC_MEL_BANDS, bands),
                            Optional.of(new Dct(MFCC_MEL_BANDS, part.size()))));
                case LOGMEL -> all.add(new Column(from, part.size(), indexOf(part.size(), bands), Optional.empty()));
                case CHROMA -> chromaFrom = OptionalInt.of(from);
            }
            from += part.size();
        }
        banks = bands.stream()
                .map(count -> new MelFilterBank(count, spec.frameSamples(), spec.sampleRateHz()))
                .toList();
        columns = List.copyOf(all);
        chroma = chromaFrom;
        size = from;
    }

    /** Where the bank of so many bands is, which is entered if it is new. */
    private static int indexOf(int count, List<Integer> bands) {
        if (!bands.contains(count)) {
            bands.add(count);
        }
        return bands.indexOf(count);
    }

    /** Space for the decibels of some frames side by side: (bands, lanes) for every bank. */
    float[][] newDecibels(int lanes) {
        float[][] decibels = new float[banks.size()][];
        for (int bank = 0; bank < decibels.length; bank++) {
            decibels[bank] = new float[banks.get(bank).bands() * lanes];
        }
        return decibels;
    }
}
