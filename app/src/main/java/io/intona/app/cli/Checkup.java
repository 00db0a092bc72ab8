package io.intona.app.cli;

import io.intona.EmotionRecognizer;
import io.intona.audio.AudioClip;
import io.intona.audio.AudioReader;
import io.intona.kernel.Kernels;
import io.intona.model.EmotionModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;

/** The examinations of {@code intona doctor}, each with one finding. */
final class Checkup {
    /** Heap that a training of the largest published model on RAVDESS is comfortable with. */
    static final long ENOUGH_HEAP_BYTES = 1L << 30;

    /** Room that the features of a large corpus take. */
    static final long ENOUGH_DISK_BYTES = 1L << 30;

    private final Kernels kernels;
    private final Path cache;
    private final Optional<Path> model;

    /** How it is. */
    enum State {
        OK,
        NOTE,
        WRONG;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What one examination found.
     *
     * @param subject what was looked at
     * @param state how it is
     * @param found what was found and, unless it is ok, how to mend it
     */
    record Finding(String subject, State state, String found) {
        String sentence() {
            return String.format(Locale.ROOT, "%-5s %s: %s", state, subject, found);
        }
    }

    Checkup(Kernels kernels, Path cache, Optional<Path> model) {
        this.kernels = kernels;
        this.cache = cache;
        this.model = model;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding("revision", State.OK, Revision.current()));
        findings.add(new Finding("Java", State.OK, Runtime.version() + ", " + System.getProperty("java.vendor")));
        findings.add(new Finding("kernels", State.OK, kernels.name() + why(kernels)));
        findings.add(memory(Runtime.getRuntime().maxMemory()));
        findings.add(new Finding(
                "cores", State.OK, String.valueOf(Runtime.getRuntime().availableProcessors())));
        findings.add(fileNames(System.getProperty("sun.jnu.encoding", "UTF-8")));
        findings.add(formats());
        findings.add(cacheFolder(cache));
        findings.add(model.isPresent() ? model(model.get(), kernels) : bundledModel(kernels));
        findings.add(microphones());
        return findings;
    }

    private static String why(Kernels kernels) {
        if (!kernels.name().equals("scalar")) {
            return "";
        }
        return Kernels.whyScalar()
                .map(reason -> ", since " + reason + " (the intona launcher does for verbs that compute for long)")
                .orElse("");
    }

    static Finding memory(long heapBytes) {
        String found = "heap up to " + (heapBytes >> 20) + " MiB";
        if (heapBytes < ENOUGH_HEAP_BYTES) {
            return new Finding("memory", State.NOTE, found + ", training may need more: set INTONA_JAVA_OPTS=-Xmx2g");
        }
        return new Finding("memory", State.OK, found);
    }

    static Finding fileNames(String encoding) {
        boolean unicode = Charset.isSupported(encoding)
                && Charset.forName(encoding).newEncoder().canEncode("é😀");
        if (unicode) {
            return new Finding("file names", State.OK, encoding);
        }
        return new Finding(
                "file names",
                State.NOTE,
                encoding + ", so files whose names have other letters cannot be read: set LC_ALL=C.UTF-8");
    }

    private static Finding formats() {
        List<String> formats = ServiceLoader.load(AudioReader.class).stream()
                .map(reader -> reader.get().format())
                .sorted()
                .toList();
        return new Finding("audio formats", State.OK, String.join(", ", formats));
    }

    static Finding cacheFolder(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "doctor", ".tmp"));
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < ENOUGH_DISK_BYTES) {
                return new Finding(
                        "cache folder",
                        State.NOTE,
                        folder + " has " + (free >> 20) + " MiB left: make room, or choose another with --cache");
            }
            return new Finding("cache folder", State.OK, folder + ", " + (free >> 20) + " MiB free");
        } catch (IOException e) {
            return new Finding(
                    "cache folder",
                    State.WRONG,
                    "cannot be written (" + Failures.sentence(e) + "): choose another with --cache");
        }
    }

    static Finding model(Path file, Kernels kernels) {
        try {
            return triedOut(file.toString(), EmotionModel.read(file), kernels);
        } catch (IOException | IllegalArgumentException e) {
            return new Finding("model", State.WRONG, Failures.sentence(e) + "; make a new one with 'intona train'");
        }
    }

    /** An installation may do without, for the sake of the licence. */
    private static Finding bundledModel(Kernels kernels) {
        try {
            return triedOut("the one that came along", EmotionModel.bundled(), kernels);
        } catch (IllegalStateException e) {
            return new Finding(
                    "model", State.NOTE, Failures.sentence(e) + "; classify, listen and serve need --model FILE");
        } catch (UncheckedIOException | IllegalArgumentException e) {
            return new Finding("model", State.WRONG, Failures.sentence(e) + "; install intona anew");
        }
    }

    private static Finding triedOut(String name, EmotionModel model, Kernels kernels) {
        EmotionRecognizer.of(model, kernels).recognize(noise(model.features().sampleRateHz()));
        return new Finding("model", State.OK, name + ": " + model);
    }

    private static AudioClip noise(int sampleRateHz) {
        SplittableRandom random = new SplittableRandom(1);
        float[] samples = new float[sampleRateHz];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) random.nextDouble(-0.1, 0.1);
        }
        return new AudioClip(samples, sampleRateHz);
    }

    /** A Java without its desktop parts has no sound; such a machine has no microphone either. */
    private static Finding microphones() {
        List<String> names = new ArrayList<>();
        try {
            DataLine.Info line = new DataLine.Info(TargetDataLine.class, new AudioFormat(48_000, 16, 1, true, false));
            for (Mixer.Info mixer : AudioSystem.getMixerInfo()) {
                if (AudioSystem.getMixer(mixer).isLineSupported(line)) {
                    names.add(mixer.getName());
                }
            }
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            return new Finding(
                    "microphones",
                    State.NOTE,
                    "this Java has no sound, which only listening live needs: install the full one, not 'headless'");
        }
        if (names.isEmpty()) {
            return new Finding("microphones", State.NOTE, "none, which only listening live needs: plug one in");
        }
        names.sort(Comparator.naturalOrder());
        return new Finding("microphones", State.OK, String.join(", ", names));
    }
}
