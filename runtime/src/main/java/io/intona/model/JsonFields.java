package io.intona.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes values out of objects of a model file, or says in a sentence what is wrong with them. */
final class JsonFields {
    private JsonFields() {}

    static Map<String, Json> members(Json value, String where) throws MalformedException {
        if (!(value instanceof Json.Members members)) {
            throw new MalformedException(where + " is " + value.kind() + ", expected an object");
        }
        return members.values();
    }

    static String text(Json value, String where) throws MalformedException {
        if (!(value instanceof Json.Text text)) {
            throw new MalformedException(where + " is " + value.kind() + ", expected a string");
        }
        return text.value();
    }

    static List<Json> array(Json value, String where) throws MalformedException {
        if (!(value instanceof Json.Array array)) {
            throw new MalformedException(where + " is " + value.kind() + ", expected an array");
        }
        return array.values();
    }

    static double number(Json value, String where) throws MalformedException {
        if (!(value instanceof Json.Numeric number)) {
            throw new MalformedException(where + " is " + value.kind() + ", expected a number");
        }
        return number.value();
    }

    static int wholeNumber(Json value, String where) throws MalformedException {
        if (!(value instanceof Json.Numeric number && number.isWhole(Integer.MAX_VALUE))) {
            throw new MalformedException(where + " has " + value + ", expected a whole number below 2^31");
        }
        return (int) number.value();
    }

    static Json required(Map<String, Json> fields, String name, String where) throws MalformedException {
        Json value = fields.get(name);
        if (value == null) {
            throw new MalformedException(where + " has no " + name);
        }
        return value;
    }

    static Map<String, Json> object(Map<String, Json> fields, String name, String where) throws MalformedException {
        return members(required(fields, name, where), name);
    }

    static List<Integer> wholeNumbers(Map<String, Json> fields, String name, String where) throws MalformedException {
        List<Integer> numbers = new ArrayList<>();
        for (Json value : array(required(fields, name, where), where + ": " + name)) {
            numbers.add(wholeNumber(value, where + ": " + name));
        }
        return numbers;
    }

    /** Refuses names that mean nothing to this version: they could change the meaning of the others. */
    static void checkNames(Map<String, Json> fields, Set<String> known, String where) throws MalformedException {
        for (String name : fields.keySet()) {
            if (!known.contains(name)) {
                throw new MalformedException(where + " has an unknown field " + name);
            }
        }
    }

    static Json array(List<Integer> numbers) {
        return new Json.Array(numbers.stream().map(Json.Numeric::of).toList());
    }
}
