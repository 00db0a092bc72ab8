package io.intona.codecs;

import io.intona.audio.AudioInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The packets of an Ogg file with one stream (RFC 3533), one after the other. Pages are read whole, and only if checksum,
 * stream and number are right: damage and loss are found here, with the page's place.
 *
 * <p>A page is {@code OggS}, 1 byte version, 1 flags, 8 granule position, 4 stream, 4 number of the page, 4 checksum, 1
 * number of segments, their lengths, the segments. A packet is segments of 255 bytes and one shorter one; it may begin on
 * one page and go on on the next.
 */
final class OggPackets {
    /** Longest packet that is kept: sound needs a few kilobytes, set-ups ten. */
    static final int MAX_PACKET_BYTES = 1 << 20;

    private static final int HEADER_BYTES = 27;
    private static final int FULL_SEGMENT = 255;
    private static final int CONTINUED = 1;
    private static final int FIRST = 2;
    private static final int LAST = 4;

    private final AudioInput input;
    private final byte[] page = new byte[HEADER_BYTES + FULL_SEGMENT + FULL_SEGMENT * FULL_SEGMENT];
    private final ByteBuffer fields = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
    private long offset; // of the page in the file
    private int segments; // of the page
    private int segment; // the next to take
    private int at; // its first byte
    private long pages;
    private int stream;
    private byte[] packet = new byte[1 << 12];
    private long length; // of the packet so far

    OggPackets(AudioInput input) {
        this.input = input;
    }

    /** Goes on to the next packet; false behind the last. */
    boolean next() throws IOException {
        length = 0;
        boolean whole = false;
        while (!whole) {
            if (segment == segments) {
                if (isLastPage()) {
                    checkNothingHalf();
                    return false;
                }
                readPage();
                continue;
            }
            int size = segmentLength(segment++);
            keep(size);
            at += size;
            whole = size < FULL_SEGMENT;
        }
        return true;
    }

    /** The packet's bytes, from the array's first on; no more than {@value #MAX_PACKET_BYTES}. */
    byte[] bytes() {
        return packet;
    }

    /** The packet's length, which may be more than is kept. */
    long length() {
        return length;
    }

    /** Byte of the file where the page starts on which the packet ends. */
    long offset() {
        return offset;
    }

    /** Whether no packet that ends on the same page follows. */
    boolean endsPage() {
        for (int i = segment; i < segments; i++) {
            if (segmentLength(i) < FULL_SEGMENT) {
                return false;
            }
        }
        return true;
    }

    /** Samples of a channel up to the end of the last packet that ends on the page. */
    long granulePosition() {
        return fields.getLong(6);
    }

    /** Whether the page ends the stream. */
    boolean isLastPage() {
        return pages > 0 && (page[5] & LAST) != 0;
    }

    private int segmentLength(int index) {
        return page[HEADER_BYTES + index] & 0xff;
    }

    private void keep(int size) {
        int kept = (int) Math.min(size, MAX_PACKET_BYTES - length);
        if (kept > 0) {
            if (length + kept > packet.length) {
                packet = Arrays.copyOf(packet, (int) Math.max(length + kept, 2L * packet.length));
            }
            System.arraycopy(page, at, packet, (int) length, kept);
        }
        length += size;
    }

    private void checkNothingHalf() throws IOException {
        if (length > 0) {
            throw input.fault(offset, "a last page that ends within a packet", "whole packets");
        }
        byte[] more = new byte[4];
        long behind = input.position();
        if (input.readNBytes(more, 0, 4) == 4 && isSignature(more)) {
            throw input.fault(behind, "another stream behind the first", "one");
        }
    }

    private static boolean isSignature(byte[] bytes) {
        return bytes[0] == 'O' && bytes[1] == 'g' && bytes[2] == 'g' && bytes[3] == 'S';
    }

    private void readPage() throws IOException {
        offset = input.position();
        int got = input.readNBytes(page, 0, HEADER_BYTES);
        if (got == 0) {
            throw input.fault(offset, "end of file", "a page that ends the stream");
        }
        if (got < HEADER_BYTES) {
            throw input.fault(offset, got + " bytes", "a page's header of " + HEADER_BYTES);
        }
        if (!isSignature(page)) {
            throw input.fault(offset, "no page", "\"OggS\"");
        }
        if (page[4] != 0) {
            throw input.fault(offset + 4, "version " + page[4] + " of Ogg", "0");
        }
        segments = page[26] & 0xff;
        input.readExactly(page, HEADER_BYTES, segments, "a page's table");
        int size = 0;
        for (int i = 0; i < segments; i++) {
            size += segmentLength(i);
        }
        at = HEADER_BYTES + segments;
        input.readExactly(page, at, size, "a page");
        segment = 0;
        checkPage(at + size);
        pages++;
    }

    private void checkPage(int bytes) throws IOException {
        int checksum = fields.getInt(22);
        fields.putInt(22, 0);
        if (Checksums.crc32(page, bytes) != checksum) {
            throw input.fault(offset, "a damaged page", "one whose checksum holds");
        }
        boolean first = (page[5] & FIRST) != 0;
        if (first != (pages == 0)) {
            throw input.fault(
                    offset, first ? "another stream within the first" : "a page of a stream under way", "one");
        }
        if (pages == 0) {
            stream = fields.getInt(14);
        }
        if (fields.getInt(14) != stream) {
            throw input.fault(offset + 14, "a page of another stream", "one stream");
        }
        long number = Integer.toUnsignedLong(fields.getInt(18));
        if (number != pages) {
            throw input.fault(offset + 18, "page number " + number, "number " + pages);
        }
        boolean continued = (page[5] & CONTINUED) != 0;
        if (continued != length > 0) {
            throw input.fault(
                    offset + 5,
                    continued ? "the rest of a packet" : "a new packet",
                    continued ? "a new one" : "the rest of the one before");
        }
    }
}
