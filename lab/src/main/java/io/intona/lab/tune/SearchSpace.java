package io.intona.lab.tune;

import io.intona.lab.train.Schedule;
import io.intona.lab.train.TrainingSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The settings that are searched, by the names that {@link TrainingSettings#fields()} gives them, and the values they may
 * take. Immutable.
 *
 * @param distributions by name, in the order in which trials list them
 */
public record SearchSpace(Map<String, Distribution> distributions) {
    /** Names of the spaces that come with the program: the paper's, and one that is wider in every direction. */
    public static final List<String> BUILT_IN = List.of("paper", "wide");

    public SearchSpace {
        distributions = Collections.unmodifiableMap(new LinkedHashMap<>(distributions));
        if (!(distributions.size() >= 1)) {
            throw new IllegalArgumentException("a search space without settings, expected at least one");
        }
    }

    /** A space that comes with the program. */
    public static SearchSpace builtIn(String name) {
        try (InputStream in = SearchSpace.class.getResourceAsStream(name + ".yaml")) {
            if (in == null || !BUILT_IN.contains(name)) {
                throw new IllegalArgumentException(
                        "search space '" + name + "' is unknown, expected one of " + String.join(", ", BUILT_IN));
            }
            return SpaceFile.parse(Path.of(name + ".yaml"), in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("search space " + name + " is damaged in this build", e);
        }
    }

    /** The space of a built-in name, or the one that a YAML file describes. */
    public static SearchSpace open(String nameOrFile) throws IOException {
        return BUILT_IN.contains(nameOrFile) ? builtIn(nameOrFile) : SpaceFile.read(Path.of(nameOrFile));
    }

    /**
     * Makes sure that no trial can have more cycles of the learning rate than epochs.
     *
     * @param base settings of what is not searched
     * @throws IllegalArgumentException if one can
     */
    public void check(TrainingSettings base) {
        boolean cycles = extremes("schedule", base).contains(Schedule.CYCLES.toString());
        int most = extremes("t_0", base).stream()
                .mapToInt(value -> ((Number) value).intValue())
                .max()
                .orElseThrow();
        if (!(!cycles || most <= base.epochs())) {
            throw new IllegalArgumentException("a trial may have schedule " + Schedule.CYCLES + " with T_0 " + most
                    + " in " + base.epochs() + " epochs, expected " + most
                    + " epochs or more, or a smaller T_0");
        }
    }

    /** The values of a setting among which its greatest is. */
    private List<Object> extremes(String setting, TrainingSettings base) {
        Distribution distribution = distributions.get(setting);
        if (distribution == null) {
            return List.of(Objects.requireNonNull(base.fields().get(setting)));
        }
        return distribution.extremes();
    }

    /** By name, as Optuna writes distributions. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        distributions.forEach((name, distribution) -> fields.put(name, DistributionJson.write(distribution)));
        return fields;
    }
}
