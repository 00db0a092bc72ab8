package io.intona.nn;

import io.intona.feature.FeatureMatrix;
import java.util.List;

/**
 * Clips of different lengths side by side without padding: sorted by length, the longest first (clips of one length keep
 * their order), and stored step after step. Step t holds frame t of the {@code running(t)} clips that have one, so every
 * row is a real frame and the clips still running are always the first ones.
 *
 * <pre>
 * lengths 4, 2, 1     rows   a0 b0 c0 | a1 b1 | a2 | a3
 * </pre>
 *
 * <p>Loading again reuses the memory; it grows when it must. Not thread-safe: one per thread.
 */
public final class PackedBatch {
    /** Value of {@link #paddedFrames()} for a batch in which only real frames exist. */
    public static final int NO_PADDING = 0;

    private int inputSize;
    private int clips;
    private int frames;
    private int paddedFrames;
    private int[] position = new int[0]; // (clips): where the clip at each place stood when it was loaded
    private int[] lengths = new int[0]; // (clips), falling
    private int[] labels = new int[0]; // (clips), in the order of length
    private int[] clipStart = new int[0]; // (clips): sum of the lengths before
    private int[] stepStart = new int[1]; // (steps + 1): first row of each step
    private float[] values = new float[0]; // (frames, inputSize)

    /**
     * Loads clips without padding.
     *
     * @param features the clips' features, all of one size
     * @param newLabels the class of each clip
     */
    public void load(List<FeatureMatrix> features, int[] newLabels) {
        int[] all = new int[features.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        load(features, newLabels, all, 0, all.length, NO_PADDING);
    }

    /**
     * Loads the clips whose indices are {@code order[from…to)}. Allocates only when the batch is larger than any before.
     *
     * @param features the features of a whole set, each clip of the same size
     * @param newLabels the class of each clip of the set
     * @param order indices into the set
     * @param from first place in {@code order}
     * @param to the place after the last
     * @param newPaddedFrames {@link #NO_PADDING}, or the number of frames to which every clip counts as filled up with
     *     frames whose state and attention score are 0; at least the length of the longest clip
     */
    public void load(
            List<FeatureMatrix> features, int[] newLabels, int[] order, int from, int to, int newPaddedFrames) {
        if (!(from >= 0 && from < to && to <= order.length)) {
            throw new IllegalArgumentException("batch of the clips " + from + " to " + to + " of " + order.length
                    + ", expected at least one clip of those");
        }
        if (newLabels.length != features.size()) {
            throw new IllegalArgumentException(
                    newLabels.length + " labels for " + features.size() + " clips, expected one each");
        }
        clips = to - from;
        inputSize = features.get(order[from]).size();
        paddedFrames = newPaddedFrames;
        sortByLength(features, order, from);
        int steps = lengths[0];
        if (newPaddedFrames != NO_PADDING && newPaddedFrames < steps) {
            throw new IllegalArgumentException("clips padded to " + newPaddedFrames
                    + " frames, expected at least the longest clip's " + steps + " or " + NO_PADDING + " for none");
        }
        arrange(steps);
        for (int clip = 0; clip < clips; clip++) {
            int index = order[from + position[clip]];
            labels[clip] = newLabels[index];
            FeatureMatrix matrix = features.get(index);
            for (int t = 0; t < lengths[clip]; t++) {
                matrix.copyFrame(t, values, row(t, clip) * inputSize);
            }
        }
    }

    /** Insertion sort: stable, without allocation, and quick enough for a batch. */
    private void sortByLength(List<FeatureMatrix> features, int[] order, int from) {
        if (clips > position.length) {
            position = new int[clips];
            lengths = new int[clips];
            labels = new int[clips];
            clipStart = new int[clips];
        }
        for (int i = 0; i < clips; i++) {
            FeatureMatrix matrix = features.get(order[from + i]);
            if (matrix.size() != inputSize) {
                throw new IllegalArgumentException("clip " + order[from + i] + " has " + matrix.size()
                        + " features a frame, expected " + inputSize + " as the others of its batch");
            }
            int length = matrix.frames();
            int place = i;
            for (; place > 0 && lengths[place - 1] < length; place--) {
                lengths[place] = lengths[place - 1];
                position[place] = position[place - 1];
            }
            lengths[place] = length;
            position[place] = i;
        }
    }

    private void arrange(int steps) {
        if (steps + 1 > stepStart.length) {
            stepStart = new int[steps + 1];
        }
        frames = 0;
        int running = clips;
        for (int t = 0; t < steps; t++) {
            while (lengths[running - 1] <= t) {
                running--;
            }
            stepStart[t] = frames;
            frames += running;
        }
        stepStart[steps] = frames;
        int start = 0;
        for (int clip = 0; clip < clips; clip++) {
            clipStart[clip] = start;
            start += lengths[clip];
        }
        if ((long) frames * inputSize > values.length) {
            values = new float[Math.multiplyExact(frames, inputSize)];
        }
    }

    /**
     * Adds a multiple of one row to every frame of a clip.
     *
     * @param place of the clip in the batch, the longest being first
     * @param factor of the row
     * @param row (inputSize)
     */
    public void add(int place, float factor, float[] row) {
        for (int t = 0; t < lengths[place]; t++) {
            int from = row(t, place) * inputSize;
            for (int i = 0; i < inputSize; i++) {
                values[from + i] += factor * row[i];
            }
        }
    }

    /** Number of clips. */
    public int clips() {
        return clips;
    }

    /** Number of real frames of all clips together. */
    public int frames() {
        return frames;
    }

    /** Number of frames of the longest clip. */
    public int steps() {
        return lengths[0];
    }

    /** Features a frame. */
    public int inputSize() {
        return inputSize;
    }

    /** {@link #NO_PADDING}, or how many frames every clip counts as having. */
    public int paddedFrames() {
        return paddedFrames;
    }

    /** How many clips have a frame {@code step}: they are the first ones. */
    int running(int step) {
        return stepStart[step + 1] - stepStart[step];
    }

    /** The row of the first clip's frame {@code step}. */
    int stepStart(int step) {
        return stepStart[step];
    }

    /** The row of frame {@code step} of a clip. */
    int row(int step, int clip) {
        return stepStart[step] + clip;
    }

    /** Number of frames of a clip. */
    int length(int clip) {
        return lengths[clip];
    }

    /** Where a clip's frames start in an array that holds clip after clip. */
    int clipStart(int clip) {
        return clipStart[clip];
    }

    /** How many padding frames of score 0 a clip has. */
    int paddingOf(int clip) {
        return paddedFrames == NO_PADDING ? 0 : paddedFrames - lengths[clip];
    }

    /** Where the clip at this place stood when it was loaded. */
    int position(int clip) {
        return position[clip];
    }

    int label(int clip) {
        return labels[clip];
    }

    /** The frames, step after step: (frames, inputSize), at the beginning of a possibly longer array. */
    float[] values() {
        return values;
    }
}
