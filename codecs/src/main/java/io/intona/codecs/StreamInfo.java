package io.intona.codecs;

import io.intona.audio.AudioInput;
import io.intona.audio.SampleSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The first metadata block of a FLAC stream (RFC 9639, section 8.2): 2 bytes smallest and 2 largest block, 3 smallest
 * and 3 largest frame (not needed), then 20 bits sample rate, 3 channels − 1, 5 bits a sample − 1, 36 samples, and 16
 * bytes MD5 of the samples.
 *
 * @param maxBlock most samples a channel in a frame
 * @param sampleRateHz samples per second
 * @param channels 1 to 8
 * @param bits of a sample: 8, 16 or 24
 * @param samples of a channel in all, 0 if the encoder did not know
 * @param md5 of all samples, interleaved, little-endian; all zero if the encoder did not know
 */
record StreamInfo(int maxBlock, int sampleRateHz, int channels, int bits, long samples, byte[] md5) {
    /** Size of the block. */
    static final int BYTES = 34;

    /** Where the block is in a file, after "fLaC" and a header of four bytes. */
    static final int OFFSET = 8;

    /** Where the MD5 is in a file. */
    static final int MD5_OFFSET = OFFSET + 18;

    static final int MD5_BYTES = 16;

    /** Where rate, channels, bits and samples are in the block, eight bytes in all. */
    static final int PACKED_OFFSET = 10;

    /** The samples among those bits. */
    static final long SAMPLES_MASK = 0xf_ffff_ffffL;

    private static final int MIN_BLOCK = 16;
    private static final int RATE_OFFSET = OFFSET + PACKED_OFFSET;
    private static final int DEPTH_OFFSET = OFFSET + 12;

    /** Checks the block and announces rate, channels and length. */
    static StreamInfo of(byte[] block, AudioInput input, SampleSink sink) throws IOException {
        ByteBuffer fields = ByteBuffer.wrap(block);
        int minBlock = Short.toUnsignedInt(fields.getShort(0));
        int maxBlock = Short.toUnsignedInt(fields.getShort(2));
        if (!(minBlock >= MIN_BLOCK && minBlock <= maxBlock)) {
            throw input.fault(
                    OFFSET,
                    "blocks of " + minBlock + " to " + maxBlock + " samples",
                    "at least " + MIN_BLOCK + " and the smallest first");
        }
        long packed = fields.getLong(PACKED_OFFSET);
        int rate = (int) (packed >>> 44);
        int channels = (int) (packed >>> 41 & 7) + 1;
        int bits = (int) (packed >>> 36 & 31) + 1;
        long samples = packed & SAMPLES_MASK;
        sink.start(rate, RATE_OFFSET, channels, DEPTH_OFFSET);
        if (!(bits == 8 || bits == 16 || bits == 24)) {
            throw input.fault(DEPTH_OFFSET, bits + " bits a sample", "8, 16 or 24");
        }
        sink.expect(samples);
        return new StreamInfo(maxBlock, rate, channels, bits, samples, Arrays.copyOfRange(block, 18, BYTES));
    }
}
