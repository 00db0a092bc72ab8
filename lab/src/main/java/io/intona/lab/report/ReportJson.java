package io.intona.lab.report;

import io.intona.lab.stats.MeanInterval;
import io.intona.lab.stats.SpeakerBootstrap;
import io.intona.lab.stats.Spread;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** A report for programs, on one line. */
final class ReportJson {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // the same digits on every Java
                    .build())
            .build();

    private ReportJson() {}

    static String of(List<Section> sections, List<Path> files) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("groups", sections.stream().map(ReportJson::group).toList());
        report.put("files", files.stream().map(Path::toString).toList());
        return MAPPER.writeValueAsString(report);
    }

    private static Map<String, Object> group(Section section) {
        Conditions conditions = section.group().conditions();
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("name", section.group().name());
        group.put("protocol", conditions.protocol().name());
        group.put("seed", conditions.seed());
        group.put("settings", conditions.settings());
        group.put(
                "models",
                section.group().models().stream().map(ReportJson::model).toList());
        group.put(
                "comparisons",
                section.comparisons().stream().map(ReportJson::comparison).toList());
        return group;
    }

    private static Map<String, Object> model(ModelRuns runs) {
        Spread uar = runs.uar();
        MeanInterval interval = runs.interval();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("model", runs.name());
        model.put("parameters", runs.architecture().parameterCount());
        model.put("uars", runs.uars());
        put(model, "uar_mean", uar.mean());
        put(model, "uar_sd", uar.sampleDeviation());
        put(model, "uar_max", uar.maximum());
        put(model, "uar_low", interval.low());
        put(model, "uar_high", interval.high());
        return model;
    }

    private static Map<String, Object> comparison(Comparison each) {
        Map<String, Object> comparison = new LinkedHashMap<>();
        comparison.put("first", each.first().name());
        comparison.put("second", each.second().name());
        comparison.put("planned", each.planned());
        comparison.put("pairs", each.first().runs().size());
        put(comparison, "difference", each.difference());
        put(comparison, "p", each.test().map(test -> test.p()).orElse(Double.NaN));
        put(comparison, "p_holm", each.adjusted());
        put(comparison, "p_wilcoxon", each.signedRank().map(test -> test.p()).orElse(Double.NaN));
        put(
                comparison,
                "effect_size_dz",
                each.test().map(test -> test.effectSize()).orElse(Double.NaN));
        put(
                comparison,
                "runs_and_speakers_low",
                each.runsAndSpeakers().map(SpeakerBootstrap::low).orElse(Double.NaN));
        put(
                comparison,
                "runs_and_speakers_high",
                each.runsAndSpeakers().map(SpeakerBootstrap::high).orElse(Double.NaN));
        return comparison;
    }

    /** JSON has no NaN: what does not exist is left out. */
    private static void put(Map<String, Object> object, String name, double value) {
        if (!Double.isNaN(value)) {
            object.put(name, value);
        }
    }
}
