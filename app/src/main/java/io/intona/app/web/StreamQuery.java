package io.intona.app.web;

import io.intona.audio.Resampler;
import java.util.List;
import java.util.Map;

/**
 * What a live stream sends and wants.
 *
 * @param sampleRateHz of its samples
 * @param everyMs how much sound lies between two answers
 * @param encoding of its samples
 */
record StreamQuery(int sampleRateHz, int everyMs, PcmDecoder.Encoding encoding) {
    /** Shortest sound between two answers, which bounds the work. */
    private static final int MIN_EVERY_MS = 50;

    private static final int MAX_EVERY_MS = 10_000;

    /** From the query's parameters. */
    static StreamQuery of(Map<String, List<String>> query) {
        for (String name : query.keySet()) {
            if (!List.of("sample_rate_hz", "every_ms", "encoding").contains(name)) {
                throw new Problem(
                        Reason.BAD_QUERY,
                        "the parameter '" + name + "' is unknown, expected sample_rate_hz, every_ms or encoding");
            }
        }
        return new StreamQuery(
                wholeNumber(query, "sample_rate_hz", 48_000, Resampler.MIN_RATE_HZ, Resampler.MAX_RATE_HZ),
                wholeNumber(query, "every_ms", 250, MIN_EVERY_MS, MAX_EVERY_MS),
                encoding(text(query, "encoding", "s16le")));
    }

    private static int wholeNumber(Map<String, List<String>> query, String name, int ordinarily, int least, int most) {
        String text = text(query, name, String.valueOf(ordinarily));
        boolean isWhole = text.matches("[0-9]{1,9}");
        if (!(isWhole && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most)) {
            throw new Problem(
                    Reason.BAD_QUERY,
                    name + " is '" + text + "', expected a whole number from " + least + " to " + most);
        }
        return Integer.parseInt(text);
    }

    private static PcmDecoder.Encoding encoding(String text) {
        return switch (text) {
            case "s16le" -> PcmDecoder.Encoding.S16LE;
            case "f32le" -> PcmDecoder.Encoding.F32LE;
            default -> throw new Problem(Reason.BAD_QUERY, "encoding is '" + text + "', expected s16le or f32le");
        };
    }

    private static String text(Map<String, List<String>> query, String name, String ordinarily) {
        return String.join(", ", query.getOrDefault(name, List.of(ordinarily)));
    }

    /** How long some samples last. */
    double seconds(long samples) {
        return (double) samples / sampleRateHz;
    }

    /** Samples heard when answer {@code number} is due, the first being 1; the same however the sound is cut. */
    long samplesAt(long number) {
        return number * everyMs * sampleRateHz / 1000;
    }
}
