package io.intona.codecs;

import io.intona.audio.AudioInput;
import io.intona.audio.AudioReader;
import io.intona.audio.SampleSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Ogg Vorbis, one stream of up to 255 channels. {@link OggPackets} gives whole packets of pages whose checksums hold,
 * {@link VorbisSetup} refuses set-ups that the decoder could not bear, JOrbis decodes, and the recording is as long as the
 * positions on the first and the last page of sound say, since the last block of an encoder is rarely full.
 *
 * <p>The first packet is, after type and {@code vorbis}: 4 bytes version, 1 channels, 4 sample rate, 12 bit rates (not
 * needed), 1 with the binary logarithms of the two block lengths, 1 that ends it (Vorbis I specification, section 4.2.2).
 *
 * <p>Stateless and thread-safe.
 */
public final class OggReader implements AudioReader {
    /** A header packet's type and the word behind it. */
    static final int TYPE_BYTES = 7;

    private static final byte[] WORD = "vorbis".getBytes(StandardCharsets.US_ASCII);
    private static final int IDENTIFICATION_BYTES = 30;
    private static final int FIRST_PACKET = 28; // byte of the file, behind a page's header with one segment
    private static final int IDENTIFICATION = 1;
    private static final int TAGS = 3;
    private static final int SETUP = 5;
    private static final int SHORTEST_BLOCK = 6; // binary logarithms
    private static final int LONGEST_BLOCK = 13;

    @Override
    public String format() {
        return "Ogg Vorbis";
    }

    @Override
    public boolean recognises(byte[] head) {
        return head.length >= FIRST_PACKET + TYPE_BYTES
                && head[0] == 'O'
                && head[1] == 'g'
                && head[2] == 'g'
                && head[3] == 'S'
                && isHeader(Arrays.copyOfRange(head, FIRST_PACKET, head.length), IDENTIFICATION);
    }

    private static boolean isHeader(byte[] packet, int type) {
        return packet.length >= TYPE_BYTES
                && packet[0] == type
                && Arrays.equals(packet, 1, TYPE_BYTES, WORD, 0, WORD.length);
    }

    @Override
    public void decode(AudioInput input, SampleSink sink) throws IOException {
        OggPackets packets = new OggPackets(input);
        byte[] identification = header(input, packets, IDENTIFICATION, "the identification");
        int channels = start(input, packets.offset() + FIRST_PACKET, identification, sink);
        header(input, packets, TAGS, "the tags");
        byte[] setup = header(input, packets, SETUP, "the set-up");
        int longBlock = 1 << (identification[28] >> 4 & 15);
        new VorbisSetup(input, packets.offset(), setup, setup.length, channels, longBlock).check();
        VorbisDecoder decoder = new VorbisDecoder(channels);
        boolean begun = decoder.begin(identification, identification.length, setup, setup.length);
        if (!begun) {
            throw input.fault(packets.offset(), "a set-up that cannot be decoded", "one that can");
        }
        decodeSound(input, packets, decoder, channels, sink);
    }

    private static byte[] header(AudioInput input, OggPackets packets, int type, String what) throws IOException {
        boolean there = packets.next();
        if (!there || !isHeader(packets.bytes(), type)) {
            throw input.fault(packets.offset(), "another packet", what + " of a Vorbis stream");
        }
        if (type != TAGS) { // which may hold pictures
            checkLength(input, packets);
        }
        return Arrays.copyOf(packets.bytes(), (int) Math.min(packets.length(), OggPackets.MAX_PACKET_BYTES));
    }

    private static void checkLength(AudioInput input, OggPackets packets) throws IOException {
        if (!(packets.length() <= OggPackets.MAX_PACKET_BYTES)) {
            throw input.fault(
                    packets.offset(),
                    "a packet of " + packets.length() + " bytes",
                    "at most " + OggPackets.MAX_PACKET_BYTES);
        }
    }

    /** Announces the format; returns the number of channels. */
    private static int start(AudioInput input, long at, byte[] packet, SampleSink sink) throws IOException {
        if (packet.length != IDENTIFICATION_BYTES) {
            throw input.fault(at, "an identification of " + packet.length + " bytes", IDENTIFICATION_BYTES + "");
        }
        ByteBuffer fields = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
        if (fields.getInt(7) != 0) {
            throw input.fault(at + 7, "version " + fields.getInt(7) + " of Vorbis", "0");
        }
        int channels = packet[11] & 0xff;
        sink.start(Integer.toUnsignedLong(fields.getInt(12)), at + 12, channels, at + 11);
        int small = packet[28] & 15;
        int large = packet[28] >> 4 & 15;
        if (!(small >= SHORTEST_BLOCK && small <= large && large <= LONGEST_BLOCK)) {
            throw input.fault(
                    at + 28, "blocks of " + (1 << small) + " and " + (1 << large), "64 to 8192, the short first");
        }
        if ((packet[29] & 1) != 1) {
            throw input.fault(at + 29, "an identification without end", "a last bit that is 1");
        }
        return channels;
    }

    private static void decodeSound(
            AudioInput input, OggPackets packets, VorbisDecoder decoder, int channels, SampleSink sink)
            throws IOException {
        float[] samples = {};
        long start = 0; // granule position of the first sample
        long done = 0;
        boolean firstPage = true;
        while (packets.next()) {
            checkLength(input, packets);
            int decoded = decoder.decode(packets.bytes(), (int) packets.length());
            if (decoded < 0) {
                throw input.fault(packets.offset(), "a packet that cannot be decoded", "one that can");
            }
            if (firstPage && packets.endsPage() && !packets.isLastPage()) {
                start = packets.granulePosition() - done - decoded;
                firstPage = false;
            }
            long left = packets.isLastPage() ? packets.granulePosition() - start - done : decoded;
            int count = (int) Math.max(0, Math.min(decoded, left));
            samples = samples.length < count * channels ? new float[count * channels] : samples;
            decoder.interleave(samples, count);
            sink.accept(samples, count);
            done += count;
        }
        long promised = packets.granulePosition() - start;
        if (done < promised) {
            throw input.fault(packets.offset(), "end of sound after " + done + " samples", promised + "");
        }
    }
}
