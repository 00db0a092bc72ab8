package io.intona.codecs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** An Ogg file taken apart into pages, to be put together wrongly; checksums are made right again, unless asked not to. */
final class OggBytes {
    private final List<byte[]> pages = new ArrayList<>();

    static OggBytes of(String resource) {
        byte[] file = FlacBytes.resource(resource);
        OggBytes bytes = new OggBytes();
        for (int at = 0; at < file.length; ) {
            int length = length(file, at);
            bytes.pages.add(Arrays.copyOfRange(file, at, at + length));
            at += length;
        }
        return bytes;
    }

    private static int length(byte[] file, int at) {
        int segments = file[at + 26] & 0xff;
        int length = 27 + segments;
        for (int i = 0; i < segments; i++) {
            length += file[at + 27 + i] & 0xff;
        }
        return length;
    }

    OggBytes edit(int page, UnaryOperator<byte[]> edit) {
        pages.set(page, edit.apply(pages.get(page)));
        repair(pages.get(page), 0);
        return this;
    }

    /** Other bytes from a byte of a page on. */
    OggBytes set(int page, int at, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return edit(page, old -> {
            System.arraycopy(bytes, 0, old, at, bytes.length);
            return old;
        });
    }

    /** A changed byte whose checksum is not made right. */
    OggBytes damage(int page, int at) {
        pages.get(page)[at] ^= 1;
        return this;
    }

    OggBytes without(int page) {
        pages.remove(page);
        return this;
    }

    OggBytes add(byte[] bytes) {
        pages.add(bytes);
        return this;
    }

    byte[] page(int page) {
        return pages.get(page).clone();
    }

    /** Byte of the file where a page starts. */
    int offset(int page) {
        return pages.subList(0, page).stream().mapToInt(bytes -> bytes.length).sum();
    }

    byte[] bytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        pages.forEach(file::writeBytes);
        return file.toByteArray();
    }

    /** The file with the right checksum in every page that is whole, as far as pages follow one another. */
    static byte[] repaired(byte[] file) {
        byte[] copy = file.clone();
        int at = 0;
        while (at + 27 <= copy.length && at + 27 + (copy[at + 26] & 0xff) <= copy.length) {
            int length = length(copy, at);
            if (at + length > copy.length) {
                break;
            }
            repair(copy, at);
            at += length;
        }
        return copy;
    }

    /** CRC-32 of Ogg, bit by bit. */
    private static void repair(byte[] file, int at) {
        ByteBuffer fields = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        fields.putInt(at + 22, 0);
        int crc = 0;
        for (int i = at; i < at + length(file, at); i++) {
            crc ^= file[i] << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ (crc < 0 ? 0x04c11db7 : 0);
            }
        }
        fields.putInt(at + 22, crc);
    }
}
