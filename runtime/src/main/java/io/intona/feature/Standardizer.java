package io.intona.feature;

import java.util.Arrays;
import java.util.List;

/**
 * Shifts and scales every coefficient to mean 0 and standard deviation 1: y = (x − mean) / standardDeviation, in float.
 * The statistics are taken over all frames of the clips it was fitted to, the deviation with the divisor n (population),
 * and kept as float32, as model files store them: what is applied is exactly what is stored. Immutable and thread-safe.
 */
public final class Standardizer {
    /**
     * Spread below which a coefficient counts as constant; its deviation becomes 1, so that it is only shifted. Features
     * are decibels and sums of them with a resolution of 1e-5 and coarser: a smaller spread is rounding, not speech.
     */
    public static final float LEAST_DEVIATION = 1e-6f;

    private final float[] mean; // (size)
    private final float[] standardDeviation; // (size)

    /**
     * @param mean of every coefficient, finite, copied
     * @param standardDeviation of every coefficient, finite and above 0, copied
     * @throws IllegalArgumentException if the arrays are empty, of different lengths or hold other values
     */
    public Standardizer(float[] mean, float[] standardDeviation) {
        if (mean.length == 0) {
            throw new IllegalArgumentException("standardizer without coefficients, expected at least 1");
        }
        if (mean.length != standardDeviation.length) {
            throw new IllegalArgumentException(
                    mean.length + " means and " + standardDeviation.length + " deviations, expected as many");
        }
        for (int i = 0; i < mean.length; i++) {
            if (!Float.isFinite(mean[i])) {
                throw new IllegalArgumentException(
                        "mean of coefficient " + i + " is " + mean[i] + ", expected a finite number");
            }
            if (!(standardDeviation[i] > 0 && standardDeviation[i] <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("standard deviation of coefficient " + i + " is "
                        + standardDeviation[i] + ", expected a finite number above 0");
            }
        }
        this.mean = mean.clone();
        this.standardDeviation = standardDeviation.clone();
    }

    /** Changes nothing. */
    public static Standardizer identity(int size) {
        float[] ones = new float[size];
        Arrays.fill(ones, 1);
        return new Standardizer(new float[size], ones);
    }

    /**
     * Statistics over all frames of all clips, in double, in two passes in the order given: the mean first, then the mean
     * square of the differences from it.
     *
     * @throws IllegalArgumentException if there are no clips, their sizes differ, or a value is not finite
     */
    public static Standardizer fit(List<FeatureMatrix> clips) {
        if (clips.isEmpty()) {
            throw new IllegalArgumentException("no clips to standardize by, expected at least 1");
        }
        int size = clips.get(0).size();
        long frames = 0;
        for (FeatureMatrix clip : clips) {
            if (clip.size() != size) {
                throw new IllegalArgumentException("clips with " + size + " and with " + clip.size()
                        + " values a frame to standardize by, expected as many in all");
            }
            frames += clip.frames();
        }
        double[] mean = mean(clips, size, frames);
        return new Standardizer(rounded(mean), deviation(clips, mean, frames));
    }

    private static double[] mean(List<FeatureMatrix> clips, int size, long frames) {
        double[] sum = new double[size];
        float[] row = new float[size];
        for (FeatureMatrix clip : clips) {
            for (int t = 0; t < clip.frames(); t++) {
                clip.copyFrame(t, row, 0);
                for (int i = 0; i < size; i++) {
                    sum[i] += row[i];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            sum[i] /= frames;
        }
        return sum;
    }

    private static float[] deviation(List<FeatureMatrix> clips, double[] mean, long frames) {
        double[] sum = new double[mean.length];
        float[] row = new float[mean.length];
        for (FeatureMatrix clip : clips) {
            for (int t = 0; t < clip.frames(); t++) {
                clip.copyFrame(t, row, 0);
                for (int i = 0; i < row.length; i++) {
                    double difference = row[i] - mean[i];
                    sum[i] += difference * difference;
                }
            }
        }
        float[] deviation = new float[mean.length];
        for (int i = 0; i < deviation.length; i++) {
            float root = (float) Math.sqrt(sum[i] / frames);
            deviation[i] = root < LEAST_DEVIATION ? 1 : root;
        }
        return deviation;
    }

    private static float[] rounded(double[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }

    /** Number of coefficients. */
    public int size() {
        return mean.length;
    }

    /** A copy of the means. */
    public float[] mean() {
        return mean.clone();
    }

    /** A copy of the standard deviations, all above 0. */
    public float[] standardDeviation() {
        return standardDeviation.clone();
    }

    /**
     * The standardized features of a clip.
     *
     * @throws IllegalArgumentException if the clip has another number of values a frame
     */
    public FeatureMatrix apply(FeatureMatrix clip) {
        if (clip.size() != mean.length) {
            throw new IllegalArgumentException(
                    "clip with " + clip.size() + " values a frame, expected the standardizer's " + mean.length);
        }
        float[] values = new float[clip.frames() * mean.length];
        float[] row = new float[mean.length];
        for (int t = 0; t < clip.frames(); t++) {
            clip.copyFrame(t, row, 0);
            apply(row);
            System.arraycopy(row, 0, values, t * row.length, row.length);
        }
        return new FeatureMatrix(clip.frames(), mean.length, values);
    }

    /** Standardizes one frame in place: its first {@link #size()} values. */
    public void apply(float[] frame) {
        for (int i = 0; i < mean.length; i++) {
            frame[i] = (frame[i] - mean[i]) / standardDeviation[i];
        }
    }

    /** Same means and deviations, bit for bit. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Standardizer that
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(standardDeviation, that.standardDeviation);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(standardDeviation);
    }

    @Override
    public String toString() {
        return "standardizer of " + mean.length + " coefficients";
    }
}
