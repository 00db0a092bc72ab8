package io.intona.codecs;

import io.intona.audio.AudioFormatException;
import io.intona.audio.AudioInput;
import io.intona.audio.AudioReader;
import io.intona.audio.SampleSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * FLAC (RFC 9639) of 8, 16 and 24 bits, one to eight channels: the samples of the WAV file it was made from, bit for bit.
 * Metadata is read here, all but the first block skipped; {@link WholeFrames} checks the frames; jFLAC decodes them; and
 * number and MD5 of the decoded samples must be those that the file promises, if it does.
 *
 * <p>Stateless and thread-safe.
 */
public final class FlacReader implements AudioReader {
    static final byte[] SIGNATURE = "fLaC".getBytes(StandardCharsets.US_ASCII);
    private static final int BLOCK_HEADER_BYTES = 4;
    static final int LAST_BLOCK = 0x80;
    private static final int STREAM_INFO = 0;
    private static final int FORBIDDEN = 127;
    private static final String MD5_UNKNOWN = "00".repeat(StreamInfo.MD5_BYTES);

    @Override
    public String format() {
        return "FLAC";
    }

    @Override
    public boolean recognises(byte[] head) {
        return head.length >= SIGNATURE.length
                && ByteBuffer.wrap(head, 0, SIGNATURE.length).equals(ByteBuffer.wrap(SIGNATURE));
    }

    @Override
    public void decode(AudioInput input, SampleSink sink) throws IOException {
        byte[] block = readMetadata(input);
        StreamInfo info = StreamInfo.of(block, input, sink);
        WholeFrames frames = new WholeFrames(input, info);
        FrameDecoder decoder = new FrameDecoder(block, frames);
        MessageDigest md5 = md5();
        byte[] bytes = {};
        float[] samples = {};
        while (frames.next()) {
            if (info.samples() > 0 && frames.samplesSoFar() > info.samples()) {
                throw input.fault(frames.offset(), "more than " + info.samples() + " samples", "no more");
            }
            boolean decoded = decoder.decode();
            if (!decoded) {
                throw input.fault(frames.offset(), "a frame that cannot be decoded", "one that can");
            }
            int count = frames.samples() * info.channels();
            if (samples.length < count) {
                samples = new float[count];
                bytes = new byte[count * info.bits() / 8];
            }
            interleave(decoder, frames.samples(), info, samples, bytes);
            md5.update(bytes, 0, count * info.bits() / 8);
            sink.accept(samples, frames.samples());
        }
        checkWhole(input, info, frames.samplesSoFar(), md5.digest());
    }

    private static void checkWhole(AudioInput input, StreamInfo info, long samples, byte[] md5)
            throws AudioFormatException {
        if (info.samples() > 0 && samples < info.samples()) {
            throw input.fault(input.position(), "end of file after " + samples + " samples", info.samples() + "");
        }
        String promised = HexFormat.of().formatHex(info.md5());
        String found = HexFormat.of().formatHex(md5);
        if (!promised.equals(MD5_UNKNOWN) && !promised.equals(found)) {
            throw input.fault(StreamInfo.MD5_OFFSET, "MD5 " + promised, found + " as the samples have");
        }
    }

    /** Reads up to the first frame; returns the content of STREAMINFO. */
    private static byte[] readMetadata(AudioInput input) throws IOException {
        byte[] header = new byte[BLOCK_HEADER_BYTES];
        input.readExactly(header, 0, SIGNATURE.length, "the signature");
        input.readExactly(header, 0, BLOCK_HEADER_BYTES, "a metadata block's header");
        if (type(header) != STREAM_INFO) {
            throw input.fault(4, "metadata block of type " + type(header), "STREAMINFO, which is 0");
        }
        if (length(header) != StreamInfo.BYTES) {
            throw input.fault(5, "STREAMINFO of " + length(header) + " bytes", StreamInfo.BYTES + "");
        }
        byte[] streamInfo = new byte[StreamInfo.BYTES];
        input.readExactly(streamInfo, 0, StreamInfo.BYTES, "STREAMINFO");
        while ((header[0] & LAST_BLOCK) == 0) {
            long at = input.position();
            input.readExactly(header, 0, BLOCK_HEADER_BYTES, "a metadata block's header");
            if (type(header) == STREAM_INFO) {
                throw input.fault(at, "a second STREAMINFO", "one");
            }
            if (type(header) == FORBIDDEN) {
                throw input.fault(at, "metadata block of type " + FORBIDDEN, "0 to 126");
            }
            long skipped = input.skip(length(header));
            if (skipped < length(header)) {
                throw input.fault(
                        at + 1,
                        "metadata block of " + length(header) + " bytes",
                        "no more than the " + skipped + " that follow");
            }
        }
        return streamInfo;
    }

    private static int type(byte[] header) {
        return header[0] & 0x7f;
    }

    private static int length(byte[] header) {
        return ByteBuffer.wrap(header).getInt() & 0xff_ffff;
    }

    /** The frame's samples as floats, and as the bytes whose MD5 the file promises. */
    private static void interleave(FrameDecoder from, int frames, StreamInfo info, float[] samples, byte[] bytes) {
        float fullScale = 1 << info.bits() - 1;
        int width = info.bits() / 8;
        for (int channel = 0; channel < info.channels(); channel++) {
            int[] values = from.samples(channel);
            for (int frame = 0; frame < frames; frame++) {
                int to = frame * info.channels() + channel;
                samples[to] = values[frame] / fullScale;
                for (int i = 0; i < width; i++) {
                    bytes[to * width + i] = (byte) (values[frame] >> 8 * i);
                }
            }
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
