package io.intona.lab.train;

/**
 * A clip with the probabilities that a network gave it.
 *
 * @param example the clip
 * @param probabilities in the order of the labels, belonging to the receiver
 */
public record Classified(Example example, float[] probabilities) {
    /** The most probable label, the first of them if several are. */
    public int predicted() {
        return Classifier.best(probabilities, 0, probabilities.length);
    }
}
