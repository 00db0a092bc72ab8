package io.intona.lab.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.random.RandomStreams;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 16, ''",
        "1, 16, '1'",
        "2, 2, '2'",
        "3, 2, '3'",
        "16, 16, '16'",
        "17, 16, '17'",
        "18, 16, '16 2'",
        "33, 16, '16 17'",
        "47, 16, '16 16 15'"
    })
    void theLastBatchIsShortUnlessItWouldBeOneClip(int clips, int batchSize, String sizes) {
        Batches batches = new Batches(clips, batchSize);
        String found = String.join(
                " ",
                IntStream.range(0, batches.count())
                        .mapToObj(index -> Integer.toString(batches.to(index) - batches.from(index)))
                        .toList());
        assertThat(found).isEqualTo(sizes);
        for (int index = 1; index < batches.count(); index++) {
            assertThat(batches.from(index)).isEqualTo(batches.to(index - 1));
        }
    }

    @Test
    void everyClipComesOnceInWhateverOrder() {
        Batches batches = new Batches(100, 16);
        int[] before = batches.order().clone();
        batches.shuffle(RandomStreams.of(1, 1, 0, "shuffle", 0));
        int[] after = batches.order().clone();
        assertThat(after).isNotEqualTo(before);
        assertThat(Arrays.stream(after).sorted().toArray()).isEqualTo(before);
    }

    @Test
    void anOrderDoesNotDependOnTheOnesBefore() {
        Batches once = new Batches(100, 16);
        once.shuffle(RandomStreams.of(1, 1, 0, "shuffle", 7));
        Batches twice = new Batches(100, 16);
        twice.shuffle(RandomStreams.of(1, 1, 0, "shuffle", 6));
        twice.shuffle(RandomStreams.of(1, 1, 0, "shuffle", 7));
        assertThat(twice.order()).isEqualTo(once.order());
    }
}
