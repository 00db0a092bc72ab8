package io.intona.model.ravdess;

import io.intona.model.ModelProvider;
import java.io.IOException;
import java.io.InputStream;

/** The network in this jar. */
public final class RavdessModel implements ModelProvider {
    private static final String RESOURCE = "model.safetensors";

    /** For {@link java.util.ServiceLoader}. */
    public RavdessModel() {}

    @Override
    public String name() {
        return "io.intona:intona-model-ravdess";
    }

    @Override
    public InputStream open() throws IOException {
        InputStream stream = RavdessModel.class.getResourceAsStream(RESOURCE);
        if (stream == null) {
            throw new IOException(name() + ": the jar has no " + RESOURCE + ", expected a whole one");
        }
        return stream;
    }
}
