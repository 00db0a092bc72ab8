package io.intona.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.lab.tune.SearchResult.StudyResult;
import io.intona.random.RandomStreams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchFiguresTest {
    @TempDir
    private Path folder;

    private static List<Trial> trials(int count) {
        RandomGenerator random = RandomStreams.of(1, 0, 0, "figures", 0);
        List<Trial> trials = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            Map<String, Double> values = new RandomSampler().sample(List.of(), Bowl.SPACE, random::nextDouble);
            TrialState state = n % 7 == 6 ? TrialState.PRUNED : TrialState.COMPLETE;
            trials.add(TpeGolden.trial(n, state, Bowl.value(values), values, Bowl.SPACE, new TreeMap<>()));
        }
        return trials;
    }

    private static Trial choice(int number, double value, double choice) {
        Map<String, Distribution> space = Map.of("c", new Distribution.Categorical(List.of("a", "b")));
        return TpeGolden.trial(number, TrialState.COMPLETE, value, Map.of("c", choice), space, new TreeMap<>());
    }

    /** Four trials, one the best: p = (k₁(c) + 1/2)/2 with its kernel (3/4, 1/4), q from four kernels, by hand. */
    @Test
    void theDivergenceIsPearsonsComputedByHand() {
        List<Trial> trials = List.of(choice(0, 1, 0), choice(1, 0, 0), choice(2, 0, 1), choice(3, 0, 1));
        assertThat(Importance.of(trials, Direction.MAXIMIZE)).containsEntry("c", 1.0); // the only one has all of it
        Map<String, Distribution> space = new LinkedHashMap<>();
        space.put("c", new Distribution.Categorical(List.of("a", "b")));
        space.put("d", new Distribution.Categorical(List.of("a", "b", "c")));
        double[][] rows = {{1, 0, 0}, {0, 0, 1}, {0, 1, 2}, {0, 1, 1}};
        List<Trial> two = new ArrayList<>();
        for (double[] row : rows) {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("c", row[1]);
            values.put("d", row[2]);
            two.add(TpeGolden.trial(two.size(), TrialState.COMPLETE, row[0], values, space, new TreeMap<>()));
        }
        double c = divergence(new double[] {0.625, 0.375}, new double[] {0.5, 0.5});
        double[] p = {(0.6 + 1.0 / 3) / 2, (0.2 + 1.0 / 3) / 2, (0.2 + 1.0 / 3) / 2}; // kernel (1 + ½, ½, ½)/(5/2)
        double each = 1 / 5.0; // of four kernels and the prior
        double own = 1.2 / 1.6;
        double other = 0.2 / 1.6;
        double[] q = {
            each * (own + 3 * other + 1 / 3.0),
            each * (2 * own + 2 * other + 1 / 3.0),
            each * (own + 3 * other + 1 / 3.0)
        };
        double d = divergence(p, q);
        Map<String, Double> shares = Importance.of(two, Direction.MAXIMIZE);
        assertThat(shares.get("c")).isCloseTo(c / (c + d), within(1e-12));
        assertThat(shares.get("d")).isCloseTo(d / (c + d), within(1e-12));
    }

    private static double divergence(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += q[i] * Math.pow(p[i] / q[i] - 1, 2);
        }
        return sum;
    }

    @Test
    void aSettingThatDecidesNothingHasLittleImportance() {
        RandomGenerator random = RandomStreams.of(2, 0, 0, "figures", 0);
        List<Trial> trials = new ArrayList<>();
        for (int n = 0; n < 200; n++) {
            Map<String, Double> values = new RandomSampler().sample(List.of(), Bowl.SPACE, random::nextDouble);
            trials.add(TpeGolden.trial(
                    n, TrialState.COMPLETE, -Math.abs(values.get("y")), values, Bowl.SPACE, new TreeMap<>()));
        }
        Map<String, Double> shares = Importance.of(trials, Direction.MAXIMIZE);
        assertThat(shares.get("y")).isGreaterThan(0.9);
        assertThat(shares.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void everyStudyHasFourFiguresThatNameItsSettings() throws Exception {
        StudyResult study =
                new StudyResult("a b/fold-0", OptionalInt.of(0), Map.of(), 30, 0, 1, trials(30), List.of(), true);
        List<Path> files = SearchFigures.write(new SearchResult("a b", List.of(study)), folder.resolve("new/plots"));
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "history-a-b-fold-0.svg",
                        "history-a-b-fold-0.png",
                        "importance-a-b-fold-0.svg",
                        "importance-a-b-fold-0.png",
                        "slices-a-b-fold-0.svg",
                        "slices-a-b-fold-0.png",
                        "parallel-a-b-fold-0.svg",
                        "parallel-a-b-fold-0.png");
        for (Path file : files) {
            if (file.toString().endsWith(".png")) {
                assertThat(ImageIO.read(file.toFile()).getWidth()).isGreaterThan(1000);
            }
        }
        assertThat(Files.readString(files.get(0))).contains("trial").contains("UAR");
        assertThat(Files.readString(files.get(2)))
                .contains(">x<")
                .contains(">kind<")
                .contains("PED-ANOVA");
        assertThat(Files.readString(files.get(4)))
                .contains(">1e-2<")
                .contains(">y<")
                .contains(">kind<");
        assertThat(Files.readString(files.get(6))).contains(">kind<").contains(">UAR<");
    }

    @Test
    void aStudyWithoutACompleteTrialHasNoFigures() {
        StudyResult study = new StudyResult("s", OptionalInt.empty(), Map.of(), 30, 0, 1, List.of(), List.of(), false);
        assertThat(SearchFigures.of(study)).isEmpty();
    }
}
