package io.intona.nn;

/**
 * The network on a recording that is still going on: a frame in, and the probabilities of all that was heard so far. Time
 * and memory for a frame are constant, and nothing is allocated for it. After the last frame the probabilities are those
 * of {@link Network#infer} for all frames together, to rounding (1e-5).
 *
 * <p>Made by {@link Network#stream}. Not thread-safe; the parameters must not change while it is used.
 */
public final class NetworkStream {
    private final Network network;
    private final Parameters parameters;
    private final RunningContext context;
    private final Workspace ws = new Workspace();
    private long frames;
    private boolean current; // whether the logits are those of the last frame

    NetworkStream(Network network, Parameters parameters) {
        this.network = network;
        this.parameters = parameters;
        this.context = new RunningContext(network.architecture().hiddenSize());
        network.beginStream(parameters, ws);
    }

    /** Number of frames taken so far. */
    public long frames() {
        return frames;
    }

    /**
     * Takes the next frame: standardised features (inputSize) from an offset of an array.
     *
     * @throws IllegalArgumentException if the array is too short
     */
    public void push(float[] frame, int offset) {
        int size = network.architecture().inputSize();
        if (!(offset >= 0 && frame.length - offset >= size)) {
            throw new IllegalArgumentException("frame of " + size + " features at " + offset + " of an array of "
                    + frame.length + " values, expected it to fit");
        }
        network.continueStream(frame, offset, frames == 0, context, ws);
        frames++;
        current = false;
    }

    /**
     * What the network says of all frames so far.
     *
     * @param destination receives (classes), adding up to 1
     * @throws IllegalStateException before the first frame
     */
    public void probabilities(float[] destination) {
        if (frames == 0) {
            throw new IllegalStateException("no frame has been pushed yet, expected at least one");
        }
        if (!current) {
            network.classifyStream(parameters, context, ws);
            current = true;
        }
        System.arraycopy(ws.logits, 0, destination, 0, network.architecture().classes());
    }

    /** Forgets all frames: the next one begins another recording. */
    public void restart() {
        frames = 0;
        current = false;
        context.clear();
    }
}
