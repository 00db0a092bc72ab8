package io.intona.codecs;

import io.intona.audio.AudioFormatException;
import io.intona.audio.AudioInput;

/**
 * Reads the set-up of a Vorbis stream once before the decoder does (Vorbis I specification, section 4.2.4), which believes
 * whatever stands there: a few bytes could make it ask for gigabytes, or never end. Here everything must lie inside the
 * packet, refer to what there is, and need little memory.
 */
final class VorbisSetup {
    /** Most values of all codebooks together; encoders need some 100,000. */
    private static final int MAX_VALUES = 1 << 22;

    /** Most values of a residue's classes; encoders need some hundred. */
    private static final int MAX_CLASS_VALUES = 1 << 14;

    /** Most tables of floors and residues, one for each mode and submap; encoders need 2 to 4. */
    private static final int MAX_TABLES = 64;

    private static final int BOOK_SYNC = 0x564342;
    private static final int LONGEST_WORD = 32;

    private final AudioInput input;
    private final long offset;
    private final byte[] packet;
    private final long bits; // in the packet
    private final int channels;
    private final int longBlock;
    private long bit;
    private int[] dimensions = {}; // (books)
    private int[] entries = {}; // (books)

    /**
     * @param offset byte of the file that errors name
     * @param packet the third of the stream
     */
    VorbisSetup(AudioInput input, long offset, byte[] packet, int length, int channels, int longBlock) {
        this.input = input;
        this.offset = offset;
        this.packet = packet;
        this.bits = 8L * length;
        this.channels = channels;
        this.longBlock = longBlock;
    }

    /** Throws if the decoder could not bear it. */
    void check() throws AudioFormatException {
        bit = 8 * OggReader.TYPE_BYTES;
        codebooks();
        int times = read(6) + 1;
        for (int i = 0; i < times; i++) {
            require(read(16) == 0, "a time transform", "none");
        }
        int floors = read(6) + 1;
        for (int i = 0; i < floors; i++) {
            floor();
        }
        int residues = read(6) + 1;
        for (int i = 0; i < residues; i++) {
            residue();
        }
        modes(mappings(floors, residues));
    }

    private void codebooks() throws AudioFormatException {
        int books = read(8) + 1;
        dimensions = new int[books];
        entries = new int[books];
        long values = 0;
        for (int book = 0; book < books; book++) {
            require(read(24) == BOOK_SYNC, "no codebook", "codebook " + book);
            dimensions[book] = read(16);
            entries[book] = read(24);
            values += (long) Math.max(1, dimensions[book]) * Math.max(1, entries[book]);
            require(dimensions[book] > 0, "a codebook without dimensions", "at least 1");
            require(entries[book] > 0, "a codebook without entries", "at least 1");
            require(values <= MAX_VALUES, "codebooks of " + values + " values", "at most " + MAX_VALUES);
            words(entries[book]);
            values(entries[book], dimensions[book]);
        }
    }

    private void words(int count) throws AudioFormatException {
        if (read(1) == 1) { // in the order of their lengths
            int length = read(5) + 1;
            for (int done = 0; done < count; length++) {
                require(length <= LONGEST_WORD, "a codeword of " + length + " bits", "at most " + LONGEST_WORD);
                int more = read(width(count - done));
                require(more <= count - done, "more codewords than entries", "as many");
                done += more;
            }
            return;
        }
        boolean sparse = read(1) == 1;
        for (int i = 0; i < count; i++) {
            if (!sparse || read(1) == 1) {
                read(5);
            }
        }
    }

    private void values(int count, int dimension) throws AudioFormatException {
        int kind = read(4);
        require(kind <= 2, "codebook values of kind " + kind, "0 to 2");
        if (kind == 0) {
            return;
        }
        skip(64);
        int width = read(4) + 1;
        skip(1);
        long values = kind == 2 ? (long) count * dimension : root(count, dimension);
        skip(values * width);
    }

    /** The largest number whose power is no more than {@code count}. */
    private static int root(int count, int dimension) {
        int root = 1;
        while (isPowerWithin(root + 1, dimension, count)) {
            root++;
        }
        return root;
    }

    private static boolean isPowerWithin(int base, int exponent, int most) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
            if (power > most) {
                return false;
            }
        }
        return true;
    }

    private void floor() throws AudioFormatException {
        int kind = read(16);
        require(kind <= 1, "a floor of kind " + kind, "0 or 1");
        if (kind == 0) {
            require(read(8) > 0 & read(16) > 0 & read(16) > 0, "a floor without order, rate or map", "all three");
            skip(14);
            int books = read(4) + 1;
            for (int i = 0; i < books; i++) {
                book();
            }
            return;
        }
        int[] classes = new int[read(5)];
        int most = -1;
        for (int i = 0; i < classes.length; i++) {
            classes[i] = read(4);
            most = Math.max(most, classes[i]);
        }
        int[] posts = new int[most + 1];
        for (int i = 0; i <= most; i++) {
            posts[i] = read(3) + 1;
            int subclasses = read(2);
            if (subclasses > 0) {
                book();
            }
            for (int j = 0; j < 1 << subclasses; j++) {
                int book = read(8);
                require(book <= dimensions.length, "codebook " + (book - 1), "one of " + dimensions.length);
            }
        }
        skip(2);
        int width = read(4);
        for (int each : classes) {
            skip((long) posts[each] * width);
        }
    }

    private int book() throws AudioFormatException {
        int book = read(8);
        require(book < dimensions.length, "codebook " + book, "one of " + dimensions.length);
        return book;
    }

    private void residue() throws AudioFormatException {
        int kind = read(16);
        require(kind <= 2, "a residue of kind " + kind, "0 to 2");
        int begin = read(24);
        int end = read(24);
        int most = longBlock / 2 * channels;
        require(begin <= end && end <= most, "a residue from " + begin + " to " + end, "inside of 0 to " + most);
        skip(24);
        int classes = read(6) + 1;
        int classBook = book();
        boolean small = isPowerWithin(classes, dimensions[classBook], entries[classBook])
                && isPowerWithin(classes, dimensions[classBook], MAX_CLASS_VALUES / dimensions[classBook]);
        require(small, classes + " classes of residue", "no more than their codebook has words for");
        int books = 0;
        for (int i = 0; i < classes; i++) {
            books += Integer.bitCount(read(3));
            books += read(1) == 1 ? Integer.bitCount(read(5)) : 0;
        }
        for (int i = 0; i < books; i++) {
            book();
        }
    }

    /** Returns the number of submaps of each. */
    private int[] mappings(int floors, int residues) throws AudioFormatException {
        int[] submaps = new int[read(6) + 1];
        for (int i = 0; i < submaps.length; i++) {
            require(read(16) == 0, "an unknown mapping", "kind 0");
            submaps[i] = read(1) == 1 ? read(4) + 1 : 1;
            int couplings = read(1) == 1 ? read(8) + 1 : 0;
            int width = width(channels - 1);
            boolean understood = couplings == 0 || width == width(channels) - 1; // JOrbis takes the latter
            require(understood, channels + " coupled channels", "1, 2 or 4, or channels that are not coupled");
            skip(2L * couplings * width);
            skip(2);
            skip(submaps[i] > 1 ? 4L * channels : 0);
            for (int j = 0; j < submaps[i]; j++) {
                skip(8);
                require(read(8) < floors & read(8) < residues, "a floor or residue that is not there", "one that is");
            }
        }
        return submaps;
    }

    private void modes(int[] submaps) throws AudioFormatException {
        int modes = read(6) + 1;
        int tables = 0;
        for (int i = 0; i < modes; i++) {
            skip(33);
            int mapping = read(8);
            require(mapping < submaps.length, "mapping " + mapping, "one of " + submaps.length);
            tables += submaps[mapping];
        }
        require(tables <= MAX_TABLES, "modes with " + tables + " tables", "at most " + MAX_TABLES);
        require(read(1) == 1, "no end", "a last bit that is 1");
    }

    /** Bits that a number up to this one needs. */
    private static int width(int most) {
        return 32 - Integer.numberOfLeadingZeros(most);
    }

    private void require(boolean good, String found, String expected) throws AudioFormatException {
        if (!good) {
            throw input.fault(offset, "a set-up with " + found, expected);
        }
    }

    private void skip(long count) throws AudioFormatException {
        bit += count;
        require(bit <= bits, "too few bytes", "all that it refers to");
    }

    /** The next bits, low ones first. */
    private int read(int count) throws AudioFormatException {
        long from = bit;
        skip(count);
        int value = 0;
        for (int i = 0; i < count; i++) {
            value |= (packet[(int) (from + i >> 3)] >> (from + i & 7) & 1) << i;
        }
        return value;
    }
}
