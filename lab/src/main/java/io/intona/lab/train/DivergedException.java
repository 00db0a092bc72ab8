package io.intona.lab.train;

/** A training whose loss is no longer a finite number; the message says where and what to try. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DivergedException(String message) {
        super(message);
    }
}
