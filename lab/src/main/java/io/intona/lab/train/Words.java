package io.intona.lab.train;

import java.util.Arrays;

/** Reads the constants of enums by the words that they print. */
final class Words {
    private Words() {}

    static <E extends Enum<E>> E parse(String what, Class<E> type, String word) {
        for (E constant : type.getEnumConstants()) {
            if (constant.toString().equals(word)) {
                return constant;
            }
        }
        String words = String.join(
                ", ", Arrays.stream(type.getEnumConstants()).map(E::toString).toList());
        throw new IllegalArgumentException(what + " '" + word + "' is unknown, expected one of " + words);
    }
}
