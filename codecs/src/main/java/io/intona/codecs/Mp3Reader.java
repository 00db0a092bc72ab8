package io.intona.codecs;

import io.intona.audio.AudioInput;
import io.intona.audio.AudioReader;
import io.intona.audio.SampleSink;
import java.io.IOException;

/**
 * MP3: MPEG-1, 2 and 2.5 layer III, mono and stereo, constant and variable bit rate. {@link Mp3Frames} finds the frames,
 * JLayer decodes them. Where the encoder tells how many samples it has added at both ends ({@link Mp3Info}), they are taken
 * away again, with the decoder's own delay of 529 samples, so that the recording is as long as it was before and begins
 * where it did. Where it tells how many frames there are, there must be as many.
 *
 * <p>Frames have no checksum, as a rule: damage inside of one may go unnoticed and sound bad.
 *
 * <p>Stateless and thread-safe.
 */
public final class Mp3Reader implements AudioReader {
    /** Samples that the filter bank holds back. */
    private static final int DECODER_DELAY = 529;

    @Override
    public String format() {
        return "MP3";
    }

    @Override
    public boolean recognises(byte[] head) {
        boolean tagged = head.length >= 3 && head[0] == 'I' && head[1] == 'D' && head[2] == '3';
        return tagged
                || head.length >= Mp3Header.BYTES && Mp3Header.parse(head, 0).isPresent();
    }

    @Override
    public void decode(AudioInput input, SampleSink sink) throws IOException {
        Mp3Frames frames = new Mp3Frames(input);
        if (!frames.next()) {
            throw input.fault(frames.offset(), "no frame", "at least one");
        }
        Mp3Header header = frames.header();
        sink.start(header.sampleRateHz(), frames.offset(), header.channels(), frames.offset());
        Mp3Info info = Mp3Info.of(header, frames.bytes());
        if (info.present() && !frames.next()) {
            return; // the sink says that there are no samples
        }
        long skip = info.trimmed() ? info.delay() + DECODER_DELAY : 0;
        long left = Long.MAX_VALUE;
        if (info.trimmed() && info.frames() > 0) {
            left = info.frames() * header.samples() - info.delay() - info.padding();
            sink.expect(Math.max(0, left));
        }
        Mp3FrameDecoder decoder = new Mp3FrameDecoder(frames, header);
        float[] kept = new float[header.samples() * header.channels()];
        long done = 0;
        do {
            if (info.frames() > 0 && done == info.frames()) {
                throw input.fault(frames.offset(), "more than " + info.frames() + " frames", "no more");
            }
            boolean decoded = decoder.decode(header.samples());
            if (!decoded) {
                throw input.fault(frames.offset(), "a frame that cannot be decoded", "one that can");
            }
            done++;
            int from = (int) Math.min(skip, header.samples());
            int count = (int) Math.max(0, Math.min(left, header.samples() - from));
            skip -= from;
            left -= count;
            System.arraycopy(decoder.samples(), from * header.channels(), kept, 0, count * header.channels());
            sink.accept(kept, count);
        } while (frames.next());
        if (done < info.frames()) {
            throw input.fault(frames.offset(), "end of file after " + done + " frames", info.frames() + "");
        }
    }
}
