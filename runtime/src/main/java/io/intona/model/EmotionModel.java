package io.intona.model;

import io.intona.feature.FeatureSpec;
import io.intona.feature.Standardizer;
import io.intona.file.WholeFile;
import io.intona.nn.Architecture;
import io.intona.nn.Architecture.TensorShape;
import io.intona.nn.Parameters;
import io.intona.nn.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trained network with all that it takes to use it: which features it hears, how they are normalised, what its outputs
 * are called, and how it came about. Immutable and thread-safe.
 *
 * <p>A model is a file of data: <a href="https://github.com/huggingface/safetensors">safetensors</a> with tensor names and
 * gate order as PyTorch's, so {@code safetensors.torch.load_file(path)} reads it in Python. What the file's strings mean
 * is told in {@code ModelFile}.
 */
public final class EmotionModel {
    /** Largest file that is read, in bytes. */
    public static final long MAX_FILE_BYTES = 512L << 20;

    private final Parameters parameters;
    private final Standardizer standardizer;
    private final FeatureSpec features;
    private final List<String> labels;
    private final SortedMap<String, String> provenance;
    private final Calibration calibration;

    /**
     * A model that is not calibrated.
     *
     * @param parameters the network's numbers, copied; all finite, running variances not negative
     * @param standardizer mean and standard deviation of each feature
     * @param features what the network hears; as many a frame as its input has
     * @param labels names of its outputs, in order; all different
     * @param provenance how the model came about, such as revision, Java, seed, corpus and settings, by name
     * @throws IllegalArgumentException if they do not fit together
     */
    public EmotionModel(
            Parameters parameters,
            Standardizer standardizer,
            FeatureSpec features,
            List<String> labels,
            Map<String, String> provenance) {
        this(parameters, standardizer, features, labels, provenance, Calibration.NONE);
    }

    private EmotionModel(
            Parameters parameters,
            Standardizer standardizer,
            FeatureSpec features,
            List<String> labels,
            Map<String, String> provenance,
            Calibration calibration) {
        this.parameters = new Parameters(parameters.architecture());
        this.parameters.copyFrom(parameters);
        this.standardizer = standardizer;
        this.features = features;
        this.labels = List.copyOf(labels);
        this.provenance = Collections.unmodifiableSortedMap(new TreeMap<>(provenance));
        this.calibration = calibration;
        Architecture architecture = parameters.architecture();
        if (architecture.inputSize() != features.size()) {
            throw new IllegalArgumentException("features " + features.name() + " are " + features.size()
                    + " a frame, the network's input takes " + architecture.inputSize());
        }
        if (standardizer.size() != features.size()) {
            throw new IllegalArgumentException("the standardizer knows " + standardizer.size() + " features, "
                    + features.name() + " has " + features.size());
        }
        if (architecture.classes() != labels.size()) {
            throw new IllegalArgumentException(
                    labels.size() + " labels, the network has " + architecture.classes() + " outputs");
        }
        checkLabels(this.labels);
        checkNumbers(this.parameters);
    }

    private static void checkLabels(List<String> labels) {
        Set<String> seen = new HashSet<>();
        for (String label : labels) {
            if (label.isBlank()) {
                throw new IllegalArgumentException("label " + seen.size() + " is blank, expected a name");
            }
            if (!seen.add(label)) {
                throw new IllegalArgumentException("label " + label + " comes twice");
            }
        }
    }

    private static void checkNumbers(Parameters parameters) {
        for (List<Tensor> tensors : List.of(parameters.trained(), parameters.buffers())) {
            for (Tensor tensor : tensors) {
                checkFinite(tensor);
            }
        }
        float[] variances = parameters.values("norm.running_var");
        for (int i = 0; i < variances.length; i++) {
            if (variances[i] < 0) {
                throw new IllegalArgumentException(
                        "tensor norm.running_var: value " + i + " is " + variances[i] + ", expected 0 or more");
            }
        }
    }

    private static void checkFinite(Tensor tensor) {
        for (int i = 0; i < tensor.size(); i++) {
            if (!Float.isFinite(tensor.values()[i])) {
                throw new IllegalArgumentException("tensor " + tensor.name() + ": value " + i + " is "
                        + tensor.values()[i] + ", expected a finite number");
            }
        }
    }

    /**
     * The model in a file.
     *
     * @throws ModelFileException if the file is not a model, with what is wrong and where
     * @throws IOException if it cannot be read
     */
    public static EmotionModel read(Path file) throws IOException {
        try {
            return ModelFile.model(Safetensors.read(bytes(file)));
        } catch (MalformedException e) {
            throw new ModelFileException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The model in the bytes of a file, such as a resource; reads on to the end and does not close the stream.
     *
     * @param name what errors call it
     * @throws ModelFileException if they are not a model, with what is wrong and where
     * @throws IOException if they cannot be read
     */
    public static EmotionModel read(InputStream stream, String name) throws IOException {
        byte[] bytes = stream.readNBytes((int) MAX_FILE_BYTES + 1);
        if (bytes.length > MAX_FILE_BYTES) {
            throw new ModelFileException(name + ": more bytes than the " + MAX_FILE_BYTES + " that a model may have");
        }
        try {
            return ModelFile.model(Safetensors.read(bytes));
        } catch (MalformedException e) {
            throw new ModelFileException(name + ": " + e.getMessage(), e);
        }
    }

    /**
     * The model that came with the application: the one that a {@link ModelProvider} on the class path gives.
     *
     * @throws IllegalStateException if there is none, or more than one
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static EmotionModel bundled() {
        return BundledModel.read();
    }

    private static byte[] bytes(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such model file");
        }
        if (Files.isDirectory(file)) {
            throw new ModelFileException(file + ": this is a folder, expected a model file");
        }
        long size = Files.size(file);
        if (size > MAX_FILE_BYTES) {
            throw new ModelFileException(
                    file + ": the file has " + size + " bytes, expected at most " + MAX_FILE_BYTES);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes((int) size);
        }
    }

    /**
     * Writes the model to a file, which appears, or replaces the one before, only when it is complete. The same model
     * always gives the same bytes.
     */
    public void write(Path file) throws IOException {
        byte[] bytes = ModelFile.container(this).write();
        WholeFile.write(file, out -> out.write(bytes));
    }

    /** The same model with other probabilities, or another reluctance to answer. */
    public EmotionModel withCalibration(Calibration other) {
        return new EmotionModel(parameters, standardizer, features, labels, provenance, other);
    }

    /** How sure the model may be; {@link Calibration#NONE} unless its file says otherwise. */
    public Calibration calibration() {
        return calibration;
    }

    /** The network's shape. */
    public Architecture architecture() {
        return parameters.architecture();
    }

    /** A copy of the network's numbers. */
    public Parameters parameters() {
        Parameters copy = new Parameters(parameters.architecture());
        copy.copyFrom(parameters);
        return copy;
    }

    /** Mean and standard deviation of each feature. */
    public Standardizer standardizer() {
        return standardizer;
    }

    /** The features that the network hears. */
    public FeatureSpec features() {
        return features;
    }

    /** Names of the network's outputs, in order. */
    public List<String> labels() {
        return labels;
    }

    /** How the model came about, by name. */
    public SortedMap<String, String> provenance() {
        return provenance;
    }

    /** What models of an architecture store beside the trained tensors, in this order. */
    public static List<TensorShape> bufferTensors(Architecture architecture) {
        List<TensorShape> buffers = new ArrayList<>(architecture.bufferTensors());
        buffers.add(new TensorShape(ModelFile.STANDARDIZER_MEAN, List.of(architecture.inputSize())));
        buffers.add(new TensorShape(ModelFile.STANDARDIZER_DEVIATION, List.of(architecture.inputSize())));
        return List.copyOf(buffers);
    }

    /** What is stored beside the trained tensors: running statistics and the standardizer's numbers; a copy. */
    public List<Tensor> buffers() {
        List<Tensor> buffers = new ArrayList<>(parameters().buffers());
        List<Integer> shape = List.of(features.size());
        buffers.add(new Tensor(ModelFile.STANDARDIZER_MEAN, shape, standardizer.mean()));
        buffers.add(new Tensor(ModelFile.STANDARDIZER_DEVIATION, shape, standardizer.standardDeviation()));
        return List.copyOf(buffers);
    }

    @Override
    public String toString() {
        return architecture().name() + " over " + features.name() + ", " + labels.size() + " labels";
    }
}
