package io.intona.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which features are computed, and from what frames. Written as {@code mfcc34}, {@code logmel128} or {@code chroma12};
 * several parts are joined by {@code +} and stand side by side in every frame.
 *
 * @param parts what each frame holds, in this order; no kind twice
 * @param frameSamples window length in samples, a power of two
 * @param hopSamples distance between the centres of successive frames, in samples
 * @param sampleRateHz the rate that audio must have
 * @param topDb whether values far below the clip's maximum are raised
 */
public record FeatureSpec(List<Part> parts, int frameSamples, int hopSamples, int sampleRateHz, TopDb topDb) {
    private static final Pattern PART = Pattern.compile("([a-z]+)([1-9][0-9]{0,2})");

    /** Window length of the paper: 21.3 ms at 48 kHz. */
    public static final int DEFAULT_FRAME_SAMPLES = 1024;

    /** Hop of the paper: 10.7 ms at 48 kHz. */
    public static final int DEFAULT_HOP_SAMPLES = 512;

    /** Sample rate of RAVDESS, in Hz. */
    public static final int DEFAULT_SAMPLE_RATE_HZ = 48_000;

    /** The paper's features: 34 MFCCs of frames of 1024 samples every 512, at 48 kHz. */
    public static final FeatureSpec PAPER = parse("mfcc34");

    /** A kind of feature. */
    public enum Kind {
        /** Mel-frequency cepstral coefficients, from 128 mel bands. */
        MFCC,
        /** Decibels of mel bands. */
        LOGMEL,
        /** Shares of the twelve pitch classes, tuned to the clip; needs the whole clip. */
        CHROMA
    }

    /** What happens to mel values far below the loudest of the clip. */
    public enum TopDb {
        /** Nothing below the clip's maximum − 80 dB (the paper); needs the whole clip. */
        CLIP,
        /** Only the absolute floor of −100 dB; frames do not depend on one another, so they can stream. */
        OFF
    }

    /**
     * @param kind the feature
     * @param size how many values a frame, 1 to 128; 12 of chroma
     */
    public record Part(Kind kind, int size) {
        /** Most values one part may have. */
        public static final int MAX_SIZE = 128;

        public Part {
            if (!(size >= 1 && size <= MAX_SIZE)) {
                throw new IllegalArgumentException(
                        name(kind) + " with " + size + " values a frame, expected 1 to " + MAX_SIZE);
            }
            if (kind == Kind.CHROMA && size != ChromaFilterBank.CLASSES) {
                throw new IllegalArgumentException(
                        "chroma with " + size + " values a frame, expected " + ChromaFilterBank.CLASSES);
            }
        }

        private static String name(Kind kind) {
            return kind.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return name(kind) + size;
        }
    }

    public FeatureSpec {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no features named, expected such as mfcc34");
        }
        Set<Kind> seen = EnumSet.noneOf(Kind.class);
        for (Part part : parts) {
            if (!seen.add(part.kind())) {
                throw new IllegalArgumentException("feature " + part + " comes twice, expected each kind once");
            }
        }
        if (!(frameSamples >= 16 && frameSamples <= 65_536 && Integer.bitCount(frameSamples) == 1)) {
            throw new IllegalArgumentException(
                    "frame of " + frameSamples + " samples, expected a power of two from 16 to 65536");
        }
        if (!(hopSamples >= 1 && hopSamples <= frameSamples)) {
            throw new IllegalArgumentException(
                    "hop of " + hopSamples + " samples, expected 1 to the frame's " + frameSamples);
        }
        if (!(sampleRateHz >= 8_000 && sampleRateHz <= 192_000)) {
            throw new IllegalArgumentException("sample rate " + sampleRateHz + " Hz, expected 8000 to 192000");
        }
    }

    /** The named features with the defaults of the paper. */
    public static FeatureSpec parse(String name) {
        List<Part> parts = new ArrayList<>();
        for (String part : name.split("\\+", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                throw unknown(name);
            }
            parts.add(new Part(kind(matcher.group(1), name), Integer.parseInt(matcher.group(2))));
        }
        return new FeatureSpec(parts, DEFAULT_FRAME_SAMPLES, DEFAULT_HOP_SAMPLES, DEFAULT_SAMPLE_RATE_HZ, TopDb.CLIP);
    }

    private static Kind kind(String word, String name) {
        return switch (word) {
            case "mfcc" -> Kind.MFCC;
            case "logmel" -> Kind.LOGMEL;
            case "chroma" -> Kind.CHROMA;
            default -> throw unknown(name);
        };
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException(
                "features '" + name + "' are unknown, expected such as mfcc34, logmel128 or mfcc34+chroma12");
    }

    /** Whether there is a part of that kind. */
    boolean has(Kind kind) {
        return parts.stream().anyMatch(part -> part.kind() == kind);
    }

    /** Values a frame. */
    public int size() {
        return parts.stream().mapToInt(Part::size).sum();
    }

    /** What each value of a frame is: {@code mfcc0}, {@code mfcc1}, … */
    public List<String> columnNames() {
        List<String> names = new ArrayList<>();
        for (Part part : parts) {
            for (int i = 0; i < part.size(); i++) {
                names.add(Part.name(part.kind()) + i);
            }
        }
        return List.copyOf(names);
    }

    /**
     * What each value of a frame gains when the recording becomes one decibel louder, as long as no floor is reached: every
     * mel band 1, so the first MFCC √128, as the DCT is orthonormal and has 128 equal terms; all else 0.
     *
     * @return (size)
     */
    public float[] perDecibel() {
        float[] gains = new float[size()];
        int from = 0;
        for (Part part : parts) {
            switch (part.kind()) {
                case MFCC -> gains[from] = (float) Math.sqrt(FeatureTables.MFCC_MEL_BANDS);
                case LOGMEL -> Arrays.fill(gains, from, from + part.size(), 1);
                case CHROMA -> {} // shares of a frame's own power
            }
            from += part.size();
        }
        return gains;
    }

    /** The parts as they are written: {@code mfcc34}. */
    public String name() {
        return String.join("+", parts.stream().map(Part::toString).toList());
    }

    /** Seconds between successive frames. */
    public double hopSeconds() {
        return (double) hopSamples / sampleRateHz;
    }

    /** The same features from frames of other length or distance. */
    public FeatureSpec withFrame(int newFrameSamples, int newHopSamples) {
        return new FeatureSpec(parts, newFrameSamples, newHopSamples, sampleRateHz, topDb);
    }

    /** The same features of audio at another rate; frame and hop stay as many samples. */
    public FeatureSpec withSampleRateHz(int newSampleRateHz) {
        return new FeatureSpec(parts, frameSamples, hopSamples, newSampleRateHz, topDb);
    }

    /** The same features with or without the clip's own floor. */
    public FeatureSpec withTopDb(TopDb newTopDb) {
        return new FeatureSpec(parts, frameSamples, hopSamples, sampleRateHz, newTopDb);
    }
}
