package io.intona.lab.train;

/** A training whose loss, parameters or probabilities are no longer finite numbers; the message says where and what to try. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DivergedException(String message) {
        super(message);
    }
}
