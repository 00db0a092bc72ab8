package io.intona.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The way through the house goes one way: each package may use only what stands in its row. */
class ArrowsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages("io.intona");

    /** Package → the project's packages it may use besides itself. */
    private static final Map<String, String[]> MAY_USE = new LinkedHashMap<>();

    static {
        row("random");
        row("file");
        row("audio", "file");
        row("kernel");
        row("feature", "audio", "kernel");
        row("nn", "feature", "kernel", "random");
        row("model", "nn", "feature", "kernel", "file");
        row("", "model", "nn", "feature", "kernel", "audio");
        row("codecs", "audio");
        row("model.ravdess", "model");
        row("lab.corpus", "audio", "lab.feature", "random");
        row("lab.feature", "audio", "feature", "kernel", "file");
        row("lab.stats", "random");
        row("lab.chart", "file");
        row("lab.yaml");
        row(
                "lab.train",
                "lab.corpus",
                "lab.feature",
                "lab.stats",
                "nn",
                "feature",
                "kernel",
                "audio",
                "model",
                "random");
        row("lab.work", "lab.train", "kernel", "file");
        row(
                "lab.tune",
                "lab.chart",
                "lab.yaml",
                "lab.work",
                "lab.train",
                "lab.corpus",
                "lab.stats",
                "nn",
                "feature",
                "kernel",
                "file",
                "random");
        row(
                "lab.experiment",
                "lab.tune",
                "lab.yaml",
                "lab.work",
                "lab.train",
                "lab.corpus",
                "lab.feature",
                "lab.stats",
                "nn",
                "feature",
                "kernel",
                "audio",
                "model",
                "file",
                "random");
        row(
                "lab.report",
                "lab.chart",
                "lab.experiment",
                "lab.train",
                "lab.stats",
                "lab.corpus",
                "",
                "nn",
                "model",
                "feature",
                "kernel",
                "audio",
                "file");
        row(
                "lab.robustness",
                "lab.experiment",
                "lab.train",
                "lab.corpus",
                "lab.stats",
                "",
                "model",
                "kernel",
                "audio",
                "random");
        row("app.json", "", "feature");
        row("app.web", "app.json", "", "model", "nn", "feature", "kernel", "audio");
    }

    private static void row(String name, String... allowed) {
        MAY_USE.put(
                packageName(name),
                Arrays.stream(allowed).map(ArrowsTest::packageName).toArray(String[]::new));
    }

    private static String packageName(String name) {
        return name.isEmpty() ? "io.intona" : "io.intona." + name;
    }

    @TestFactory
    Stream<DynamicTest> aPackageUsesOnlyWhatStandsInItsRow() {
        return MAY_USE.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.getKey(),
                        () -> noClasses()
                                .that(resideInAPackage(row.getKey()))
                                .should()
                                .dependOnClassesThat(resideInAPackage("io.intona..")
                                        .and(not(resideInAnyPackage(row.getValue())))
                                        .and(not(resideInAPackage(row.getKey()))))
                                .allowEmptyShould(true)
                                .check(CLASSES)));
    }

    @Test
    void everyPackageOfRuntimeAndLabHasARow() {
        assertThat(CLASSES.stream().map(type -> type.getPackageName()).distinct())
                .filteredOn(name -> !name.startsWith("io.intona.app"))
                .allMatch(MAY_USE::containsKey);
    }

    @Test
    void theRuntimeDependsOnTheJdkAlone() {
        classes()
                .that(resideInAnyPackage(
                        "io.intona",
                        "io.intona.audio",
                        "io.intona.feature",
                        "io.intona.kernel",
                        "io.intona.file",
                        "io.intona.nn",
                        "io.intona.model",
                        "io.intona.random"))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "jdk.incubator.vector..", "com.sun.management..", "io.intona.."))
                .check(CLASSES);
    }

    @Test
    void onlyTheKernelsKnowTheVectorModule() {
        noClasses()
                .that(not(resideInAPackage("io.intona.kernel")))
                .should()
                .dependOnClassesThat(resideInAPackage("jdk.incubator.vector.."))
                .check(CLASSES);
    }

    @Test
    void codecsAreFoundByServiceLoaderOnly() {
        noClasses()
                .that(not(resideInAPackage("io.intona.codecs..")))
                .should()
                .dependOnClassesThat(resideInAPackage("io.intona.codecs.."))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.intona.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
