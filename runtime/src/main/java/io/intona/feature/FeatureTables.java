package io.intona.feature;

import io.intona.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a {@link FeatureSpec} fixes before any audio: window, transform, filter banks and cosine tables. Parts
 * with equally many mel bands share a bank. Immutable and thread-safe.
 */
final class FeatureTables {
    /** Mel bands below the cepstral coefficients: librosa's default. */
    static final int MFCC_MEL_BANDS = 128;

    final Kernels kernels;
    final float[] window;
    final PowerSpectrum spectrum;
    final List<MelFilterBank> banks;
    final List<Column> columns;

    /**
     * How one part of the spec comes from decibels.
     *
     * @param bank which of the banks
     * @param cosines turns decibels into coefficients; empty where the decibels are the features
     * @param size values a frame
     */
    record Column(int bank, Optional<Dct> cosines, int size) {}

    FeatureTables(FeatureSpec spec, Kernels kernels) {
        this.kernels = kernels;
        window = HannWindow.periodic(spec.frameSamples());
        spectrum = new PowerSpectrum(spec.frameSamples(), kernels);
        List<Integer> bands =
                spec.parts().stream().map(FeatureTables::melBands).distinct().toList();
        banks = bands.stream()
                .map(count -> new MelFilterBank(count, spec.frameSamples(), spec.sampleRateHz()))
                .toList();
        List<Column> all = new ArrayList<>();
        for (FeatureSpec.Part part : spec.parts()) {
            all.add(new Column(bands.indexOf(melBands(part)), cosines(part), part.size()));
        }
        columns = List.copyOf(all);
    }

    private static int melBands(FeatureSpec.Part part) {
        return switch (part.kind()) {
            case MFCC -> MFCC_MEL_BANDS;
            case LOGMEL -> part.size();
        };
    }

    private static Optional<Dct> cosines(FeatureSpec.Part part) {
        return switch (part.kind()) {
            case MFCC -> Optional.of(new Dct(MFCC_MEL_BANDS, part.size()));
            case LOGMEL -> Optional.empty();
        };
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
