package io.intona.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The one model that came with the application. */
final class BundledModel {
    private BundledModel() {}

    static EmotionModel read() {
        List<ModelProvider> found = new ArrayList<>();
        ServiceLoader.load(ModelProvider.class, ModelProvider.class.getClassLoader())
                .forEach(found::add);
        if (found.isEmpty()) {
            throw new IllegalStateException("no model on the class path, expected the artifact"
                    + " io.intona:intona-model-ravdess, or load a model file");
        }
        if (found.size() > 1) {
            throw new IllegalStateException(
                    found.stream().map(ModelProvider::name).sorted().collect(Collectors.joining(" and "))
                            + " are on the class path, expected one model, or load a model file");
        }
        ModelProvider provider = found.get(0);
        try (InputStream stream = provider.open()) {
            return EmotionModel.read(stream, provider.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
