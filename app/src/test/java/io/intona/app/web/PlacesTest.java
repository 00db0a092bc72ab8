package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static void assertRefused(Reason reason, Runnable work) {
        assertThatExceptionOfType(Problem.class).isThrownBy(work::run).matches(problem -> problem.reason() == reason);
    }

    @Test
    void thereAreSoManyPlacesAndTheyComeBack() throws InterruptedException {
        Places places = new Places(2, 100);
        Places.Place first = places.take();
        Places.Place second = places.take();
        assertRefused(Reason.TOO_MANY_REQUESTS, places::take);
        first.close();
        Places.Place third = places.take();
        first.close();
        assertThat(places.taken()).as("given back once more").isEqualTo(2);
        places.close();
        assertRefused(Reason.STOPPING, places::take);
        assertThat(places.drain(Deadline.in(0.01))).isFalse();
        second.close();
        third.close();
        assertThat(places.drain(Deadline.in(0.01))).isTrue();
    }

    @Test
    void allTogetherHoldSoManyBytesAndTheyComeBack() {
        Places places = new Places(3, 100);
        try (Places.Place first = places.take()) {
            first.hold(40);
            first.hold(20);
            try (Places.Place second = places.take()) {
                second.hold(40);
                assertRefused(Reason.NO_MEMORY, () -> second.hold(1));
                assertRefused(Reason.NO_MEMORY, () -> first.hold(1));
            }
            first.hold(40);
            first.close();
        }
        try (Places.Place third = places.take()) {
            third.hold(100);
            assertRefused(Reason.NO_MEMORY, () -> third.hold(1));
        }
    }

    @Test
    void aBodyHoldsNoMoreThanABitMoreThanItHas() throws IOException {
        Places places = new Places(1, 3 << 16);
        byte[] bytes = new byte[2 << 16];
        bytes[70_000] = 7;
        try (Places.Place place = places.take()) {
            Body body = Body.read(new ByteArrayInputStream(bytes), -1, 1 << 20, Deadline.in(10), place);
            assertThat(body.stream().readAllBytes()).isEqualTo(bytes);
        }
        try (Places.Place place = places.take()) {
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() ->
                            Body.read(new ByteArrayInputStream(new byte[3 << 16]), -1, 1 << 20, Deadline.in(10), place))
                    .matches(problem -> problem.reason() == Reason.NO_MEMORY);
        }
    }
}
