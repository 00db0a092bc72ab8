package io.intona.codecs;

import io.intona.audio.AudioClip;
import io.intona.audio.AudioLimits;
import io.intona.audio.AudioReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A FLAC file taken apart, to be put together wrongly. Its checksums are computed bit by bit, as the standard says. */
final class FlacBytes {
    private byte[] metadata; // "fLaC" and STREAMINFO
    private final List<byte[]> frames = new ArrayList<>();

    private FlacBytes() {}

    static byte[] resource(String name) {
        try (InputStream stream = FlacBytes.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** Only STREAMINFO and the frames of a file, which are numbered below 128 and of fixed size. */
    static FlacBytes of(String name) {
        byte[] file = resource(name);
        FlacBytes flac = new FlacBytes();
        flac.metadata = Arrays.copyOf(file, 42);
        flac.metadata[4] = (byte) 0x80;
        int start = 4;
        for (boolean last = false; !last; start += 4 + (ByteBuffer.wrap(file).getInt(start) & 0xff_ffff)) {
            last = file[start] < 0;
        }
        for (int at = start + 1; at <= file.length; at++) {
            if (at == file.length || startsFrame(file, at, flac.frames.size() + 1)) {
                flac.frames.add(Arrays.copyOfRange(file, start, at));
                start = at;
            }
        }
        return flac;
    }

    private static boolean startsFrame(byte[] file, int at, int number) {
        return at + 9 < file.length
                && file[at] == (byte) 0xff
                && file[at + 1] == (byte) 0xf8
                && file[at + 4] == number
                && crc(file, at, headerBytes(file, at) - 1, 0x07, 8) == (file[at + headerBytes(file, at) - 1] & 0xff);
    }

    /** Of a header whose number has one byte and whose rate is coded. */
    private static int headerBytes(byte[] frame, int at) {
        int block = frame[at + 2] >> 4 & 15;
        return block == 7 ? 8 : block == 6 ? 7 : 6;
    }

    int frameCount() {
        return frames.size();
    }

    byte[] frame(int index) {
        return frames.get(index);
    }

    /** Replaces bytes of "fLaC" and STREAMINFO. */
    FlacBytes metadata(int at, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        System.arraycopy(bytes, 0, metadata, at, bytes.length);
        return this;
    }

    /** Appends a metadata block, so that STREAMINFO is not the last. */
    FlacBytes block(String hex) {
        metadata[4] = 0;
        byte[] bytes = HexFormat.of().parseHex(hex);
        int length = metadata.length;
        metadata = Arrays.copyOf(metadata, length + bytes.length);
        System.arraycopy(bytes, 0, metadata, length, bytes.length);
        return this;
    }

    FlacBytes withoutFrame(int index) {
        frames.remove(index);
        return this;
    }

    FlacBytes withoutFrames() {
        frames.clear();
        return this;
    }

    FlacBytes insert(int index, String hex) {
        frames.add(index, HexFormat.of().parseHex(hex));
        return this;
    }

    /** Changes a byte and leaves the checksums as they were. */
    FlacBytes damage(int frame, int at, int flip) {
        frames.get(frame)[at] ^= (byte) flip;
        return this;
    }

    /** Changes a byte and makes the checksums right again. */
    FlacBytes forge(int frame, int at, int value) {
        byte[] bytes = frames.get(frame);
        bytes[at] = (byte) value;
        repair(bytes, headerBytes(bytes, 0));
        return this;
    }

    /** The same frames, their number that of their first sample. Frames but the last have so many samples. */
    FlacBytes numberedBySample(int samples) {
        for (int i = 0; i < frames.size(); i++) {
            byte[] frame = frames.get(i);
            int number = i * samples;
            byte[] coded = number < 128
                    ? new byte[] {(byte) number}
                    : new byte[] {
                        (byte) (0xe0 | number >> 12), (byte) (0x80 | number >> 6 & 63), (byte) (0x80 | number & 63)
                    };
            ByteArrayOutputStream renumbered = new ByteArrayOutputStream();
            renumbered.writeBytes(new byte[] {frame[0], (byte) 0xf9, frame[2], frame[3]});
            renumbered.writeBytes(coded);
            renumbered.write(frame, 5, frame.length - 5);
            byte[] bytes = renumbered.toByteArray();
            repair(bytes, headerBytes(frame, 0) + coded.length - 1);
            frames.set(i, bytes);
        }
        return this;
    }

    private static void repair(byte[] frame, int headerBytes) {
        frame[headerBytes - 1] = (byte) crc(frame, 0, headerBytes - 1, 0x07, 8);
        int crc = crc(frame, 0, frame.length - 2, 0x8005, 16);
        frame[frame.length - 2] = (byte) (crc >> 8);
        frame[frame.length - 1] = (byte) crc;
    }

    private static int crc(byte[] bytes, int at, int count, int polynomial, int width) {
        int crc = 0;
        for (int i = 0; i < count * 8; i++) {
            int bit = bytes[at + i / 8] >> 7 - i % 8 & 1;
            int top = crc >> width - 1 & 1;
            crc = crc << 1 & (1 << width) - 1;
            if (top != bit) {
                crc ^= polynomial;
            }
        }
        return crc;
    }

    byte[] bytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(metadata);
        frames.forEach(file::writeBytes);
        return file.toByteArray();
    }

    static AudioClip read(byte[] file) throws IOException {
        return read(file, AudioLimits.DEFAULT);
    }

    static AudioClip read(byte[] file, AudioLimits limits) throws IOException {
        return AudioReader.read(new ByteArrayInputStream(file), "a.flac", limits);
    }
}
