package io.intona.audio;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The readers that are present, and the choice among them by a file's first bytes. */
final class AudioFormats {
    private static final int BUFFER_BYTES = 1 << 14;

    /** How many of an unknown file's first bytes the error shows. */
    private static final int SHOWN_BYTES = 8;

    private static final List<AudioReader> READERS = readers();

    /** Such as {@code FLAC, MP3 or WAV}. */
    private static final String FORMATS = READERS.stream()
            .map(AudioReader::format)
            .collect(Collectors.joining(", "))
            .replaceFirst(", (?=[^,]*$)", " or ");

    private AudioFormats() {}

    private static List<AudioReader> readers() {
        List<AudioReader> readers = new ArrayList<>();
        ServiceLoader.load(AudioReader.class, AudioReader.class.getClassLoader())
                .forEach(readers::add);
        readers.sort(Comparator.comparing(AudioReader::format));
        return List.copyOf(readers);
    }

    /** What is made of a recording's bytes. */
    private interface Work<T> {
        T of(AudioInput input) throws IOException;
    }

    static AudioClip read(Path file, AudioLimits limits) throws IOException {
        return open(file, limits, input -> clip(input, limits));
    }

    static AudioClip read(InputStream stream, String name, AudioLimits limits) throws IOException {
        return clip(AudioInput.ofStream(new BufferedInputStream(stream, BUFFER_BYTES), name, limits), limits);
    }

    static void listen(Path file, AudioLimits limits, SampleListener listener) throws IOException {
        open(file, limits, input -> decode(input, new SampleSink(input, limits, listener)));
    }

    private static <T> T open(Path file, AudioLimits limits, Work<T> work) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "no such file");
        }
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder, expected a recording");
        }
        if (!Files.isRegularFile(file)) { // a pipe or a device: has no size, and NIO's streams would seek in it
            try (InputStream stream = new FileInputStream(file.toFile())) {
                return work.of(
                        AudioInput.ofStream(new BufferedInputStream(stream, BUFFER_BYTES), nameOf(file), limits));
            }
        }
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            return work.of(AudioInput.ofFile(stream, nameOf(file), Files.size(file), limits));
        }
    }

    private static AudioClip clip(AudioInput input, AudioLimits limits) throws IOException {
        return decode(input, new SampleSink(input, limits)).clip();
    }

    private static SampleSink decode(AudioInput input, SampleSink sink) throws IOException {
        choose(input).decode(input, sink);
        sink.end();
        return sink;
    }

    private static AudioReader choose(AudioInput input) throws IOException {
        byte[] head = input.peek(AudioReader.HEAD_BYTES);
        Optional<AudioReader> choice =
                READERS.stream().filter(reader -> reader.recognises(head)).findFirst();
        if (choice.isEmpty()) {
            throw input.fault(0, show(head), FORMATS);
        }
        return choice.get();
    }

    /** The first bytes as numbers and as text: {@code 66 4C 61 43 "fLaC"}. */
    private static String show(byte[] head) {
        if (head.length == 0) {
            return "an empty file";
        }
        int count = Math.min(head.length, SHOWN_BYTES);
        String text = new String(head, 0, count, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(head, 0, count) + " \"" + text + "\"";
    }

    private static String nameOf(Path file) {
        Path last = file.getFileName();
        return last == null ? file.toString() : last.toString();
    }
}
