package io.intona.lab.tune;

import java.util.Arrays;

/** Reads the constants of enums by the words that they print. */
final class Words {
    private Words() {}

    static <E extends Enum<E>> E parse(String what, Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(what + " '" + word + "' is unknown, expected one of "
                        + String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                        .map(E::toString)
                                        .toList())));
    }
}
