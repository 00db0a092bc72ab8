package io.intona.app.cli;

import io.intona.EmotionRecognizer;
import io.intona.EmotionTimeline;
import io.intona.Segment;
import io.intona.TimelineOptions;
import io.intona.app.json.Json;
import io.intona.app.json.SegmentEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code intona listen}: emotion live from the microphone. */
@Command(
        name = "listen",
        description = {
            "Tells emotion live from the microphone, until it is interrupted.",
            "Draws bars where a terminal is there, and prints a line for each stretch of sound where none is."
        },
        footer = {"", "Example:", "  intona listen --model m.safetensors --window 2 --hop 0.5"})
final class Listen implements Callable<Integer> {
    /** How often the microphone is asked: 20 times a second. */
    private static final double CHUNK_SECONDS = 0.05;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOption model;

    @Mixin
    private TimelineOption timeline;

    @Mixin
    private KernelsOption kernels;

    @Option(names = "--seconds", paramLabel = "SECONDS", description = "Ends by itself after so long.")
    private Optional<Double> seconds;

    @Option(
            names = "--sound",
            hidden = true,
            paramLabel = "FILE",
            description = "A file of 16 bits to hear instead of the microphone, for tests.")
    private Optional<Path> sound;

    @Option(names = "--json", description = "Prints one JSON object a line and segment.")
    private boolean json;

    Listen(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        TimelineOptions options = timeline.options(spec);
        if (seconds.isPresent() && !(seconds.get() > 0)) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds is " + seconds.get() + ", expected more than 0");
        }
        EmotionRecognizer recognizer = model.recognizer(spec, kernels.kernels());
        try (AudioInputStream live = sound.isPresent() ? file(sound.get()) : Microphone.open()) {
            if (terminal.interactive()) {
                terminal.say(spec, "listening, end with Ctrl-C");
            }
            hear(live, recognizer.timeline(Math.round(live.getFormat().getSampleRate()), options), recognizer);
        }
        return 0;
    }

    private static AudioInputStream file(Path file) throws IOException {
        try {
            return AudioSystem.getAudioInputStream(file.toFile());
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(file + ": no sound that Java can play", e);
        }
    }

    private void hear(AudioInputStream live, EmotionTimeline emotions, EmotionRecognizer recognizer)
            throws IOException {
        LiveBars bars = new LiveBars(
                terminal.out(), terminal.watched(), recognizer.model().labels());
        int channels = live.getFormat().getChannels();
        float rateHz = live.getFormat().getSampleRate();
        int frames = (int) Math.max(1, CHUNK_SECONDS * rateHz);
        byte[] bytes = new byte[2 * channels * frames];
        float[] samples = new float[frames];
        double left = seconds.orElse(Double.POSITIVE_INFINITY);
        boolean wanted = true;
        int got = live.readNBytes(bytes, 0, bytes.length);
        while (got > 0 && wanted) {
            int count = Math.min(got / (2 * channels), (int) Math.ceil(Math.min(left * rateHz, frames)));
            toMono(bytes, channels, samples, count);
            left -= count / rateHz;
            tell(emotions.push(samples, 0, count), bars);
            wanted = left > 0 && !terminal.out().checkError();
            got = wanted ? live.readNBytes(bytes, 0, bytes.length) : 0;
        }
        tell(emotions.finish(), bars);
    }

    private static void toMono(byte[] bytes, int channels, float[] samples, int count) {
        ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            float sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += values.getShort(2 * (i * channels + channel)) / 32_768f;
            }
            samples[i] = sum / channels;
        }
    }

    private void tell(List<Segment> segments, LiveBars bars) {
        for (Segment segment : segments) {
            if (json) {
                terminal.out().println(Json.line(SegmentEntry.of(segment)));
            } else {
                bars.show(segment);
            }
        }
    }
}
