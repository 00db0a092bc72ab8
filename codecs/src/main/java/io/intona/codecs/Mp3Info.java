package io.intona.codecs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * What the first frame of a file may say of all others instead of sound (M. Hegemann and others, "Mp3 Info Tag revision
 * 1"): {@code Xing} or {@code Info}, 4 bytes which of these follow: 4 frames, 4 bytes, 100 table of contents, 4 quality;
 * then LAME and FFmpeg add 9 bytes their name, 12 others, and 12 bits each how many samples were added before and behind.
 * Fraunhofer's {@code VBRI} has the frames 14 bytes after its start.
 *
 * @param present whether the frame is such a one
 * @param frames how many follow, 0 if it does not say
 * @param trimmed whether it says how many samples were added
 * @param delay samples added before
 * @param padding samples added behind
 */
record Mp3Info(boolean present, long frames, boolean trimmed, int delay, int padding) {
    private static final Set<String> TELL_DELAY = Set.of("LAME", "Lavf", "Lavc");
    private static final int VBRI_OFFSET = 36;

    static Mp3Info of(Mp3Header header, byte[] frame) {
        ByteBuffer bytes = ByteBuffer.wrap(frame, 0, header.bytes());
        int at = Mp3Header.BYTES + header.sideBytes();
        if (at + 120 + 24 <= header.bytes() && Set.of("Xing", "Info").contains(text(frame, at))) {
            int flags = bytes.getInt(at + 4);
            int next = at + 8;
            long frames = (flags & 1) == 0 ? 0 : Integer.toUnsignedLong(bytes.getInt(next));
            next += (flags & 1) == 0 ? 0 : 4;
            next += (flags & 2) == 0 ? 0 : 4;
            next += (flags & 4) == 0 ? 0 : 100;
            next += (flags & 8) == 0 ? 0 : 4;
            int three = bytes.getInt(next + 21) >>> 8;
            boolean told = TELL_DELAY.contains(text(frame, next));
            return new Mp3Info(true, frames, told, told ? three >> 12 : 0, told ? three & 0xfff : 0);
        }
        if (VBRI_OFFSET + 18 <= header.bytes() && text(frame, VBRI_OFFSET).equals("VBRI")) {
            return new Mp3Info(true, Integer.toUnsignedLong(bytes.getInt(VBRI_OFFSET + 14)), false, 0, 0);
        }
        return new Mp3Info(false, 0, false, 0, 0);
    }

    private static String text(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }
}
