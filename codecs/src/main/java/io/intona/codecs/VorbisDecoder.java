package io.intona.codecs;

import com.jcraft.jogg.Packet;
import com.jcraft.jorbis.Block;
import com.jcraft.jorbis.Comment;
import com.jcraft.jorbis.DspState;
import com.jcraft.jorbis.Info;

/**
 * JOrbis, given one whole packet at a time. Nonsense makes it read beyond tables, or trip over what it left out: all of
 * that is {@code false} here. It shares tables between all decoders and guards them with locks, so files are decoded one
 * after the other, whatever the number of threads.
 */
final class VorbisDecoder {
    /** Tags that say nothing, in place of those of the file. */
    private static final byte[] NO_TAGS = {3, 'v', 'o', 'r', 'b', 'i', 's', 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private final Info info = new Info();
    private final Comment comment = new Comment();
    private final DspState state = new DspState();
    private final Block block = new Block(state);
    private final Packet packet = new Packet();
    private final int[] index;
    private final float[][][] planes = new float[1][][];

    VorbisDecoder(int channels) {
        index = new int[channels];
        info.init();
        comment.init();
    }

    /** Takes the first and the third packet of the stream; whether they mean anything to it. */
    boolean begin(byte[] identification, int identificationBytes, byte[] setup, int setupBytes) {
        try {
            boolean good = header(identification, identificationBytes, true)
                    && header(NO_TAGS, NO_TAGS.length, false)
                    && header(setup, setupBytes, false);
            if (good) {
                state.synthesis_init(info);
                block.init(state);
            }
            return good;
        } catch (IndexOutOfBoundsException
                | NegativeArraySizeException
                | ArithmeticException
                | NullPointerException e) {
            return false;
        }
    }

    private boolean header(byte[] bytes, int length, boolean first) {
        load(bytes, length);
        packet.b_o_s = first ? 1 : 0;
        return info.synthesis_headerin(comment, packet) == 0;
    }

    private void load(byte[] bytes, int length) {
        packet.packet_base = bytes;
        packet.packet = 0;
        packet.bytes = length;
        packet.granulepos = -1;
        packet.packetno++;
    }

    /** Decodes a packet of sound: how many samples a channel came out, or −1 if it cannot be decoded. */
    int decode(byte[] bytes, int length) {
        try {
            load(bytes, length);
            if (block.synthesis(packet) != 0) {
                return -1;
            }
            state.synthesis_blockin(block);
            int count = state.synthesis_pcmout(planes, index);
            state.synthesis_read(count);
            return count;
        } catch (IndexOutOfBoundsException
                | NegativeArraySizeException
                | ArithmeticException
                | NullPointerException e) {
            return -1;
        }
    }

    /** The samples just decoded, from the first on. */
    void interleave(float[] to, int count) {
        for (int channel = 0; count > 0 && channel < index.length; channel++) {
            float[] plane = planes[0][channel];
            for (int i = 0; i < count; i++) {
                to[i * index.length + channel] = plane[index[channel] + i];
            }
        }
    }
}
