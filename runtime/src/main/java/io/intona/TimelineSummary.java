package io.intona;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A recording as a whole.
 *
 * @param seconds length of the recording
 * @param speechSeconds of it in which somebody speaks
 * @param shares by label, in the model's order: the part of the speech whose segments have this emotion. What is missing
 *     to 1 the model would rather not answer for. All 0 without speech.
 * @param changes how many {@linkplain ChangePoint change points} there are
 * @param isNarrowband whether the recording's sample rate lies below the model's, see {@link Recognition#isNarrowband()}
 */
public record TimelineSummary(
        double seconds, double speechSeconds, Map<String, Double> shares, long changes, boolean isNarrowband) {
    public TimelineSummary {
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    }
}
