package io.intona.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes JSON on one line, without spaces: the same value always gives the same text. Numbers have the fewest digits that
 * read back as the same double.
 */
final class JsonWriter {
    private final StringBuilder out = new StringBuilder();

    private JsonWriter() {}

    static String write(Json value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value);
        return writer.out.toString();
    }

    private void value(Json value) {
        if (value instanceof Json.Text text) {
            string(text.value());
        } else if (value instanceof Json.Numeric number) {
            out.append(number(number.value()));
        } else if (value instanceof Json.Array array) {
            array(array);
        } else if (value instanceof Json.Members members) {
            members(members);
        } else if (value instanceof Json.Word word) {
            out.append(
                    switch (word) {
                        case TRUE -> "true";
                        case FALSE -> "false";
                        case NULL -> "null";
                    });
        }
    }

    private void array(Json.Array array) {
        out.append('[');
        for (Iterator<Json> values = array.values().iterator(); values.hasNext(); ) {
            value(values.next());
            out.append(values.hasNext() ? "," : "");
        }
        out.append(']');
    }

    private void members(Json.Members members) {
        out.append('{');
        for (Iterator<Map.Entry<String, Json>> entries =
                        members.values().entrySet().iterator();
                entries.hasNext(); ) {
            Map.Entry<String, Json> entry = entries.next();
            string(entry.getKey());
            out.append(':');
            value(entry.getValue());
            out.append(entries.hasNext() ? "," : "");
        }
        out.append('}');
    }

    private void string(String string) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** {@code Double.toString} is the shortest only since Java 19, so digits are added until the number reads back. */
    private static String number(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0";
        }
        BigDecimal exact = new BigDecimal(value);
        int digits = 1;
        BigDecimal rounded = exact.round(new MathContext(digits));
        while (rounded.doubleValue() != value) {
            digits++;
            rounded = exact.round(new MathContext(digits));
        }
        BigDecimal shortest = rounded.stripTrailingZeros();
        boolean plain = shortest.scale() >= -20 && shortest.scale() - shortest.precision() < 6;
        return plain ? shortest.toPlainString() : shortest.toString();
    }
}
