package io.intona.codecs;

/**
 * The checksums of FLAC and Ogg, all with the high bit first and 0 to start with. FLAC (RFC 9639, sections 9.1.8 and 9.3):
 * CRC-8 with polynomial x⁸ + x² + x + 1 and CRC-16 with x¹⁶ + x¹⁵ + x² + 1; of bytes followed by their own checksum both
 * are 0. Ogg (RFC 3533, section 6): CRC-32 with polynomial 0x04C11DB7.
 */
final class Checksums {
    private static final int[] CRC8 = table(0x07, 8);
    private static final int[] CRC16 = table(0x8005, 16);
    private static final int[] CRC32 = table(0x04c11db7, 32);

    private Checksums() {}

    private static int[] table(int polynomial, int bits) {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int remainder = i << bits - 8;
            for (int bit = 0; bit < 8; bit++) {
                boolean carry = (remainder & 1 << bits - 1) != 0;
                remainder = remainder << 1 & -1 >>> 32 - bits ^ (carry ? polynomial : 0);
            }
            table[i] = remainder;
        }
        return table;
    }

    static int crc8(byte[] bytes, int at, int count) {
        int crc = 0;
        for (int i = 0; i < count; i++) {
            crc = CRC8[crc ^ bytes[at + i] & 0xff];
        }
        return crc;
    }

    /** The CRC-16 of bytes that go on with this one. */
    static int crc16(int crc, byte next) {
        return crc << 8 & 0xff00 ^ CRC16[crc >> 8 ^ next & 0xff];
    }

    static int crc32(byte[] bytes, int count) {
        int crc = 0;
        for (int i = 0; i < count; i++) {
            crc = crc << 8 ^ CRC32[crc >>> 24 ^ bytes[i] & 0xff];
        }
        return crc;
    }
}
