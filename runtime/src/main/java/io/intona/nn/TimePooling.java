package io.intona.nn;

/** How the states of all frames become one context vector for each clip: Σ_t α_t·h_t with weights α of some kind. */
sealed interface TimePooling permits MultiVectorAttention, MeanPooling, FinalPooling {
    /** From the workspace's states to its context and weights. */
    void forward(Parameters parameters, PackedBatch batch, Workspace ws);

    /** Prepares {@link #backward} when the gradients of the context are known. */
    void beginBackward(PackedBatch batch, Workspace ws, Parameters gradients);

    /**
     * From the gradients of the context to those of the states of some steps, which are written from 0 on, and of own
     * parameters, to which they are added. Called for all steps, block by block, from the last to the first.
     */
    void backward(Parameters parameters, PackedBatch batch, int start, int end, Workspace ws, Parameters gradients);

    /** Prepares {@link #step}. */
    void begin(Parameters parameters, Workspace ws);

    /** Adds the state at 0 of the workspace's states, that of the next frame of a stream, to its context. */
    void step(RunningContext context, Workspace ws);
}
