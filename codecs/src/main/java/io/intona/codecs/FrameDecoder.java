package io.intona.codecs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import org.jflac.FLACDecoder;
import org.jflac.FrameListener;
import org.jflac.frame.Frame;
import org.jflac.metadata.Metadata;

/**
 * jFLAC, given one whole frame at a time. What it has against a frame it says in many ways: to a listener, going on with
 * silence or with the next frame; by an exception; or by one that Java throws when nonsense is decoded. Here all of them
 * are {@code false}.
 */
final class FrameDecoder implements FrameListener {
    private static final int PREAMBLE_BYTES = StreamInfo.OFFSET + StreamInfo.BYTES;

    private final FLACDecoder decoder;
    private boolean good;

    /** A decoder of the frames of a stream whose first metadata block has that content. */
    FrameDecoder(byte[] streamInfo, WholeFrames frames) throws IOException {
        decoder = new FLACDecoder(new SequenceInputStream(preamble(streamInfo), frames));
        decoder.readMetadata();
        decoder.addFrameListener(this);
    }

    /** A file whose only metadata is STREAMINFO, of unknown length, so that the decoder leaves counting to others. */
    private static ByteArrayInputStream preamble(byte[] streamInfo) {
        ByteBuffer bytes = ByteBuffer.allocate(PREAMBLE_BYTES);
        bytes.put(FlacReader.SIGNATURE).putInt(FlacReader.LAST_BLOCK << 24 | StreamInfo.BYTES);
        bytes.put(streamInfo);
        int packedAt = StreamInfo.OFFSET + StreamInfo.PACKED_OFFSET;
        bytes.putLong(packedAt, bytes.getLong(packedAt) & ~StreamInfo.SAMPLES_MASK);
        return new ByteArrayInputStream(bytes.array());
    }

    /** Decodes the current frame; whether that worked. */
    boolean decode() {
        good = true;
        try {
            return decoder.readNextFrame() != null && good;
        } catch (IOException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            return false;
        }
    }

    /** The samples of a channel in the frame just decoded; longer than the frame if one before was. */
    int[] samples(int channel) {
        return decoder.getChannelData()[channel].getOutput();
    }

    @Override
    public void processError(String message) {
        good = false;
    }

    @Override
    public void processMetadata(Metadata metadata) {}

    @Override
    public void processFrame(Frame frame) {}
}
