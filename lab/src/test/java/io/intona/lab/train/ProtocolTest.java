package io.intona.lab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolTest {
    @ParameterizedTest
    @CsvSource({
        "strict, train, given, validation, none",
        "published, all, test, validation, zeros",
        "adapted, speaker, given, validation, none"
    })
    void namedCombinationsAreTheDocumentedSwitches(
            String name, String normalisation, String tuning, String epoch, String padding) {
        Protocol protocol = Protocol.named(name);
        assertThat(protocol.switches().values()).containsExactly(normalisation, tuning, epoch, padding);
        assertThat(protocol.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "strict, tuning, nested, strict",
        "adapted, tuning, nested, adapted",
        "strict, normalisation, speaker, adapted",
        "strict, tuning, shared, normalisation=train tuning=shared epoch=validation padding=none",
        "strict, tuning, test, normalisation=train tuning=test epoch=validation padding=none",
        "strict, epoch, last, normalisation=train tuning=given epoch=last padding=none",
        "strict, epoch, test, normalisation=train tuning=given epoch=test padding=none",
        "strict, padding, zeros, normalisation=train tuning=given epoch=validation padding=zeros",
        "published, tuning, nested, normalisation=all tuning=nested epoch=validation padding=zeros"
    })
    void oneSwitchChangesTheNameUnlessItMeansTheSame(String from, String name, String value, String expected) {
        Protocol protocol = Protocol.named(from).with(name, value);
        assertThat(protocol.name()).isEqualTo(expected);
        assertThat(protocol.switches()).containsEntry(name, value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "normalisation | none | normalisation 'none' is unknown, expected one of train, all, speaker",
                "tuning | best | tuning 'best' is unknown, expected one of given, nested, shared, test",
                "epoch | 12 | epoch '12' is unknown, expected one of validation, last, test",
                "padding | NONE | padding 'NONE' is unknown, expected one of none, zeros",
                "mask | none | protocol has no switch 'mask', expected one of normalisation, tuning, epoch, padding"
            })
    void anUnknownSwitchOrValueIsRefused(String name, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Protocol.STRICT.with(name, value))
                .withMessage(message);
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Protocol.named("Strict"))
                .withMessage("protocol 'Strict' is unknown, expected one of strict, published, adapted");
    }
}
