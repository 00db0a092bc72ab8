package io.intona.lab.yaml;

/** Numbers as people write them, without the octal, hexadecimal and underlined ones of YAML. */
public final class Numbers {
    private Numbers() {}

    /** A whole number of 64 bits. */
    public static long whole(String what, String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " '" + word + "', expected a whole number", e);
        }
    }

    /** A whole number of 32 bits. */
    public static int count(String what, String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " '" + word + "', expected a whole number", e);
        }
    }

    /** A decimal number, such as 0.3 or 1e-3. */
    public static double decimal(String what, String word) {
        if (!word.matches("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?")) {
            throw new IllegalArgumentException(what + " '" + word + "', expected a number");
        }
        return Double.parseDouble(word);
    }
}
