package io.intona.model;

import io.intona.feature.FeatureSpec;
import io.intona.feature.Standardizer;
import io.intona.nn.Architecture;
import io.intona.nn.Architecture.TensorShape;
import io.intona.nn.Parameters;
import io.intona.nn.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Between an {@link EmotionModel} and its {@link Safetensors} container. The container's strings are:
 *
 * <ul>
 *   <li>{@code intona}: the version of all this, {@value #VERSION}
 *   <li>{@code model}: the architecture's name, such as {@code LSTM-h64-v8}
 *   <li>{@code features}: JSON, {@code {"name":"mfcc34","frame":1024,"hop":512,"rate":48000,"top_db":"clip"}}
 *   <li>{@code labels}: JSON, the labels in the order of the classifier's rows
 *   <li>{@code provenance}: JSON, how the model came about, strings by name
 *   <li>{@code temperature} and {@code abstain_threshold}: numbers, the {@link Calibration}; 1 and 0 where they are missing
 * </ul>
 *
 * Strings of other names are left alone. The tensors are those of the architecture and the standardizer's two, each
 * exactly once.
 */
final class ModelFile {
    /** Changes whenever a reader of the old version would misunderstand. */
    static final String VERSION = "1";

    static final String STANDARDIZER_MEAN = "standardizer.mean";
    static final String STANDARDIZER_DEVIATION = "standardizer.standard_deviation";
    private static final String TEMPERATURE = "temperature";
    private static final String ABSTAIN_THRESHOLD = "abstain_threshold";

    private ModelFile() {}

    static Safetensors container(EmotionModel model) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("intona", VERSION);
        metadata.put("model", model.architecture().name());
        metadata.put("features", features(model.features()).toString());
        metadata.put("labels", labels(model.labels()).toString());
        metadata.put("provenance", provenance(model.provenance()).toString());
        if (!model.calibration().equals(Calibration.NONE)) {
            metadata.put(TEMPERATURE, new Json.Numeric(model.calibration().temperature()).toString());
            metadata.put(ABSTAIN_THRESHOLD, new Json.Numeric(model.calibration().abstainThreshold()).toString());
        }
        List<Tensor> tensors = new ArrayList<>(model.parameters().trained());
        tensors.addAll(model.buffers());
        return new Safetensors(metadata, tensors);
    }

    static EmotionModel model(Safetensors container) throws MalformedException {
        Map<String, String> metadata = container.metadata();
        String version = string(metadata, "intona");
        if (!version.equals(VERSION)) {
            throw new MalformedException("the model file's version is " + version + ", this program reads " + VERSION);
        }
        String name = string(metadata, "model");
        FeatureSpec features = features(json(metadata, "features"));
        List<String> labels = labels(json(metadata, "labels"));
        SortedMap<String, String> provenance = provenance(json(metadata, "provenance"));
        double temperature = number(metadata, TEMPERATURE, Calibration.NONE.temperature());
        double abstainThreshold = number(metadata, ABSTAIN_THRESHOLD, Calibration.NONE.abstainThreshold());
        try {
            Architecture architecture = Architecture.parse(name, features.size(), labels.size());
            Map<String, Tensor> tensors = tensors(container, architecture);
            Parameters parameters = new Parameters(architecture);
            copy(tensors, parameters.trained());
            copy(tensors, parameters.buffers());
            Standardizer standardizer =
                    new Standardizer(values(tensors, STANDARDIZER_MEAN), values(tensors, STANDARDIZER_DEVIATION));
            return new EmotionModel(parameters, standardizer, features, labels, provenance)
                    .withCalibration(new Calibration(temperature, abstainThreshold));
        } catch (IllegalArgumentException e) {
            throw new MalformedException(e);
        }
    }

    /** The tensors by name, after a check that they are those of the architecture. */
    private static Map<String, Tensor> tensors(Safetensors container, Architecture architecture)
            throws MalformedException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        container.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
        Set<String> expected = new HashSet<>();
        for (TensorShape shape : shapes(architecture)) {
            expected.add(shape.name());
            Tensor tensor = tensors.get(shape.name());
            if (tensor == null) {
                throw new MalformedException("no tensor " + shape.name() + ", which " + architecture.name() + " has");
            }
            if (!tensor.shape().equals(shape.shape())) {
                throw new MalformedException("tensor " + shape.name() + ": shape " + tensor.shape() + ", expected "
                        + shape.shape() + " for " + architecture.name() + " with " + architecture.inputSize()
                        + " features a frame and " + architecture.classes() + " labels");
            }
        }
        for (String found : tensors.keySet()) {
            if (!expected.contains(found)) {
                throw new MalformedException("tensor " + found + ": " + architecture.name() + " has no such tensor");
            }
        }
        return tensors;
    }

    private static List<TensorShape> shapes(Architecture architecture) {
        List<TensorShape> shapes = new ArrayList<>(architecture.trainedTensors());
        shapes.addAll(EmotionModel.bufferTensors(architecture));
        return shapes;
    }

    private static void copy(Map<String, Tensor> from, List<Tensor> to) {
        for (Tensor tensor : to) {
            System.arraycopy(values(from, tensor.name()), 0, tensor.values(), 0, tensor.size());
        }
    }

    private static float[] values(Map<String, Tensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name)).values();
    }

    private static Json features(FeatureSpec features) {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("name", new Json.Text(features.name()));
        fields.put("frame", Json.Numeric.of(features.frameSamples()));
        fields.put("hop", Json.Numeric.of(features.hopSamples()));
        fields.put("rate", Json.Numeric.of(features.sampleRateHz()));
        fields.put("top_db", new Json.Text(features.topDb().name().toLowerCase(Locale.ROOT)));
        return new Json.Members(fields);
    }

    private static FeatureSpec features(Json json) throws MalformedException {
        Map<String, Json> fields = JsonFields.members(json, "features");
        JsonFields.checkNames(fields, Set.of("name", "frame", "hop", "rate", "top_db"), "features");
        String name = JsonFields.text(JsonFields.required(fields, "name", "features"), "features: name");
        int frame = JsonFields.wholeNumber(JsonFields.required(fields, "frame", "features"), "features: frame");
        int hop = JsonFields.wholeNumber(JsonFields.required(fields, "hop", "features"), "features: hop");
        int rate = JsonFields.wholeNumber(JsonFields.required(fields, "rate", "features"), "features: rate");
        String topDb = JsonFields.text(JsonFields.required(fields, "top_db", "features"), "features: top_db");
        try {
            return FeatureSpec.parse(name)
                    .withFrame(frame, hop)
                    .withSampleRateHz(rate)
                    .withTopDb(topDb(topDb));
        } catch (IllegalArgumentException e) {
            throw new MalformedException(e);
        }
    }

    private static FeatureSpec.TopDb topDb(String word) {
        return switch (word) {
            case "clip" -> FeatureSpec.TopDb.CLIP;
            case "off" -> FeatureSpec.TopDb.OFF;
            default -> throw new IllegalArgumentException("features: top_db '" + word + "', expected clip or off");
        };
    }

    private static Json labels(List<String> labels) {
        return new Json.Array(labels.stream().<Json>map(Json.Text::new).toList());
    }

    private static List<String> labels(Json json) throws MalformedException {
        List<String> labels = new ArrayList<>();
        for (Json label : JsonFields.array(json, "labels")) {
            labels.add(JsonFields.text(label, "label " + labels.size()));
        }
        return labels;
    }

    private static Json provenance(SortedMap<String, String> provenance) {
        Map<String, Json> fields = new LinkedHashMap<>();
        provenance.forEach((key, value) -> fields.put(key, new Json.Text(value)));
        return new Json.Members(fields);
    }

    private static SortedMap<String, String> provenance(Json json) throws MalformedException {
        SortedMap<String, String> provenance = new TreeMap<>();
        for (Map.Entry<String, Json> field :
                JsonFields.members(json, "provenance").entrySet()) {
            provenance.put(field.getKey(), JsonFields.text(field.getValue(), "provenance: " + field.getKey()));
        }
        return provenance;
    }

    private static double number(Map<String, String> metadata, String key, double missing) throws MalformedException {
        return metadata.containsKey(key) ? JsonFields.number(json(metadata, key), key) : missing;
    }

    private static Json json(Map<String, String> metadata, String key) throws MalformedException {
        try {
            return JsonReader.read(string(metadata, key));
        } catch (MalformedException e) {
            throw new MalformedException("__metadata__ " + key + ": " + e.getMessage(), e);
        }
    }

    private static String string(Map<String, String> metadata, String key) throws MalformedException {
        String value = metadata.get(key);
        if (value == null) {
            throw new MalformedException("__metadata__ has no " + key + ", expected a model written by Intona");
        }
        return value;
    }
}
