package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchTest {
    @Test
    void whateverIsThrownItLooksAgain() throws InterruptedException {
        CountDownLatch looks = new CountDownLatch(3);
        try (Watch watch = new Watch()) {
            watch.often(() -> {
                looks.countDown();
                if (looks.getCount() == 2) {
                    throw new OutOfMemoryError("thrown by a test");
                }
                if (looks.getCount() == 1) {
                    throw new IllegalStateException("thrown by a test");
                }
            });
            assertThat(looks.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
