package io.intona.app.json;

import io.intona.Recognition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers by label, in the model's order. */
public final class ByLabel {
    private ByLabel() {}

    /** The probabilities of a recording. */
    public static Map<String, Float> probabilities(Recognition recognition) {
        return of(recognition.labels(), recognition.probabilities());
    }

    /** Each label with its number. */
    public static Map<String, Float> of(List<String> labels, float[] numbers) {
        Map<String, Float> byLabel = new LinkedHashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            byLabel.put(labels.get(i), numbers[i]);
        }
        return byLabel;
    }
}
