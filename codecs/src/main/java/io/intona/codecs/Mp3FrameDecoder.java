package io.intona.codecs;

import java.util.Arrays;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.DecoderException;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.SampleBuffer;

/**
 * JLayer, given one whole frame at a time, its samples taken before it rounds them. Nonsense in a frame makes it read
 * beyond tables, which is {@code false} here. A frame that needs bytes of frames before the start of the file has no
 * samples, and gets zeros.
 */
final class Mp3FrameDecoder {
    /** What JLayer multiplies with. */
    private static final float FULL_SCALE = 32_700;

    private final Bitstream bitstream;
    private final Decoder decoder = new Decoder();
    private final Samples samples;

    /** Takes 32 samples of a channel at a time. */
    private static final class Samples extends SampleBuffer {
        final int channels;
        final float[] interleaved = new float[OBUFFERSIZE];
        final int[] count = new int[MAXCHANNELS];

        Samples(int sampleRateHz, int channels) {
            super(sampleRateHz, channels);
            this.channels = channels;
        }

        @Override
        public void appendSamples(int channel, float[] values) {
            for (float value : values) {
                interleaved[count[channel]++ * channels + channel] = value / FULL_SCALE;
            }
        }
    }

    Mp3FrameDecoder(Mp3Frames frames, Mp3Header header) {
        samples = new Samples(header.sampleRateHz(), header.channels());
        bitstream = new Bitstream(frames);
        decoder.setOutputBuffer(samples);
    }

    /** Decodes the current frame; whether that worked. */
    boolean decode(int expected) {
        Arrays.fill(samples.count, 0);
        try {
            Header header = bitstream.readFrame();
            if (header == null) {
                return false;
            }
            decoder.decodeFrame(header, bitstream);
            bitstream.closeFrame();
        } catch (BitstreamException
                | DecoderException
                | IndexOutOfBoundsException
                | NullPointerException
                | ArithmeticException e) {
            return false;
        }
        for (int channel = 0; channel < samples.channels; channel++) {
            if (samples.count[channel] == 0) {
                for (int i = 0; i < expected; i++) {
                    samples.interleaved[i * samples.channels + channel] = 0;
                }
            }
        }
        return samples.count[0] == 0 || samples.count[0] == expected;
    }

    /** The samples of the frame just decoded, (samples, channels). */
    float[] samples() {
        return samples.interleaved;
    }
}
