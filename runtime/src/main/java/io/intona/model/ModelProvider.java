package io.intona.model;

import java.io.IOException;
import java.io.InputStream;

/**
 * A model in a jar, found by {@link java.util.ServiceLoader} and used by {@code EmotionRecognizer.bundled()}. A provider
 * has no state and does nothing before it is asked.
 */
public interface ModelProvider {
    /** What errors call the model, such as its artifact. */
    String name();

    /**
     * The bytes of the model file, from the first; the receiver closes the stream.
     *
     * @throws IOException if they cannot be read
     */
    InputStream open() throws IOException;
}
