package io.intona.lab.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorporaTest {
    private static final String FORMS = ", expected ravdess=DIR, emodb=DIR, csv=FILE or synthetic[:small][:seed]";

    @ParameterizedTest
    @CsvSource({
        "synthetic, synthetic:1, 1440",
        "synthetic:7, synthetic:7, 1440",
        "synthetic:small, synthetic:small:1, 192",
        "synthetic:small:-3, synthetic:small:-3, 192"
    })
    void opensSyntheticCorpora(String specification, String name, int clips) throws IOException {
        Corpus corpus = Corpora.open(specification);
        assertThat(corpus.name()).isEqualTo(name);
        assertThat(corpus.utterances()).hasSize(clips);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nothing", "synthetic:", "synthetic:large", "synthetic:1:small", "synthetic:1.5", "ravdes=x"
            })
    void refusesUnknownForms(String specification) {
        assertThatThrownBy(() -> Corpora.open(specification))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("corpus '" + specification + "' is unknown" + FORMS);
    }

    @ParameterizedTest
    @CsvSource({"ravdess=, folder", "emodb=, folder", "csv=, file"})
    void refusesFormsWithoutAPath(String specification, String what) {
        assertThatThrownBy(() -> Corpora.open(specification))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("corpus '" + specification + "' names no " + what + FORMS);
    }

    @Test
    void refusesASeedThatIsTooLong() {
        assertThatThrownBy(() -> Corpora.open("synthetic:9223372036854775808"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("corpus 'synthetic:9223372036854775808': seed 9223372036854775808, expected a whole number"
                        + " of 64 bits");
    }

    @Test
    void refusesAPathThatNoFileSystemHas() {
        assertThatThrownBy(() -> Corpora.open("csv=a\0b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("corpus 'csv=a?b': ")
                .hasMessageEndingWith(", expected a path");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ravdess=nowhere | corpus 'ravdess=nowhere': there is no such folder
                    emodb=nowhere | corpus 'emodb=nowhere': there is no such folder
                    ravdess=pom.xml | corpus 'ravdess=pom.xml': this is a file, expected a folder
                    csv=nowhere.csv | corpus 'csv=nowhere.csv': there is no such file
                    csv=. | corpus 'csv=.': this is a folder, expected a manifest
                    """)
    void refusesWhatIsNotThere(String specification, String message) {
        assertThatThrownBy(() -> Corpora.open(specification))
                .isInstanceOf(CorpusException.class)
                .hasMessage(message);
    }

    @Test
    void speakersAreListedByNumberThenByName() {
        assertThat(java.util.stream.Stream.of("b", "10", "9", "09", "a", "a10", "100", "a9")
                        .sorted(SpeakerOrder.INSTANCE))
                .containsExactly("09", "9", "10", "100", "a", "a10", "a9", "b");
    }
}
