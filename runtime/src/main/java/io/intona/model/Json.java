package io.intona.model;

import java.util.List;
import java.util.Map;

/** A JSON value as it stands in a model file. Immutable; {@link #toString} writes it as {@link JsonReader} reads it. */
sealed interface Json {
    /** What a sentence about a wrong type calls it. */
    String kind();

    /** A string. */
    record Text(String value) implements Json {
        @Override
        public String kind() {
            return "a string";
        }

        @Override
        public String toString() {
            return JsonWriter.write(this);
        }
    }

    /** A number, finite. */
    record Numeric(double value) implements Json {
        public Numeric {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(value + " cannot be written as JSON, expected a finite number");
            }
        }

        static Json of(int value) {
            return new Numeric(value);
        }

        /** Whether the number is one of 0, 1, 2 … most. */
        boolean isWhole(int most) {
            return value == Math.rint(value) && value >= 0 && value <= most;
        }

        @Override
        public String kind() {
            return "a number";
        }

        @Override
        public String toString() {
            return JsonWriter.write(this);
        }
    }

    /** True, false or null. */
    enum Word implements Json {
        TRUE,
        FALSE,
        NULL;

        @Override
        public String kind() {
            return toString();
        }

        @Override
        public String toString() {
            return JsonWriter.write(this);
        }
    }

    /** Values in order. */
    record Array(List<Json> values) implements Json {
        public Array {
            values = List.copyOf(values);
        }

        @Override
        public String kind() {
            return "an array";
        }

        @Override
        public String toString() {
            return JsonWriter.write(this);
        }
    }

    /** Values by name, in the order of the text. */
    record Members(Map<String, Json> values) implements Json {
        @Override
        public String kind() {
            return "an object";
        }

        @Override
        public String toString() {
            return JsonWriter.write(this);
        }
    }
}
