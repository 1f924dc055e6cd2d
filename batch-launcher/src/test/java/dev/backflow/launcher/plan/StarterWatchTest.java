package dev.backflow.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PipedInputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StarterWatchTest {
    private final CountDownLatch gone = new CountDownLatch(1);

    @Test
    void noticesTheEndOfItsInput() throws InterruptedException {
        StarterWatch.start(new ByteArrayInputStream(new byte[100_000]), gone::countDown);

        assertThat(gone.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void takesABrokenInputForItsEnd() throws InterruptedException {
        StarterWatch.start(new PipedInputStream(), gone::countDown);

        assertThat(gone.await(1, TimeUnit.MINUTES)).isTrue();
    }
}
