package io.intona.app.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * The body of a request, in memory: uploads never touch the disk.
 *
 * @param pieces in order
 */
record Body(List<ByteBuffer> pieces) {
    private static final int PIECE_BYTES = 1 << 16;

    Body {
        pieces = List.copyOf(pieces);
    }

    /**
     * Reads all of it.
     *
     * @param announced its length as the client says, −1 if it does not
     * @throws Problem if it is too large, or comes too slowly or not whole, or other requests hold too much memory
     */
    static Body read(InputStream stream, long announced, long mostBytes, Deadline deadline, Places.Place place) {
        if (announced > mostBytes) {
            throw tooLarge(mostBytes);
        }
        List<ByteBuffer> pieces = new ArrayList<>();
        long count = 0;
        int got = 0;
        while (got >= 0) {
            place.hold(PIECE_BYTES);
            byte[] piece = new byte[PIECE_BYTES];
            int filled = 0;
            while (filled < PIECE_BYTES && (got = read(stream, piece, filled)) >= 0) {
                filled += got;
                count += got;
                if (count > mostBytes) {
                    throw tooLarge(mostBytes);
                }
                if (deadline.hasPassed()) {
                    throw new Problem(
                            Reason.TOO_SLOW,
                            "the body came too slowly: " + count + " bytes in the time that --request-seconds allows");
                }
            }
            pieces.add(ByteBuffer.wrap(piece, 0, filled));
        }
        return new Body(pieces);
    }

    private static int read(InputStream stream, byte[] piece, int filled) {
        try {
            return stream.read(piece, filled, PIECE_BYTES - filled);
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new Problem(
                        Reason.TOO_SLOW,
                        "nothing of the body came for as long as --idle-seconds allows, or for a second while there"
                                + " are too many connections");
            }
            throw new Problem(Reason.BAD_REQUEST, "the body did not arrive whole");
        }
    }

    private static Problem tooLarge(long mostBytes) {
        return new Problem(
                Reason.TOO_LARGE, "the body is larger than the " + mostBytes + " bytes that --max-megabytes allows");
    }

    /** Its bytes from the first. */
    InputStream stream() {
        return new SequenceInputStream(
                Collections.enumeration(pieces.stream().map(Body::stream).toList()));
    }

    private static InputStream stream(ByteBuffer piece) {
        return new ByteArrayInputStream(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
    }
}
