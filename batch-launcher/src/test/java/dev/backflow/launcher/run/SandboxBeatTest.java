package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SandboxBeatTest {
    private final StopSignal stop = new StopSignal();
    private final CountDownLatch beaten = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);

    /** A sandbox behind a network that swallows what it is sent. */
    private final FakeSandbox sandbox = new FakeSandbox() {
        @Override
        public Duration keepAlive() {
            beaten.countDown();
            await(answered);
            return Duration.ofDays(1);
        }

        @Override
        public void letGo() {
            letGo.countDown();
        }
    };

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void letsTheSandboxGoAtAStopAlsoWhileABeatHangs() {
        SandboxBeat beat = SandboxBeat.start(sandbox, stop);
        try {
            assertThat(await(beaten)).isTrue();

            stop.give();

            assertThat(await(letGo)).isTrue();
        } finally {
            answered.countDown();
            beat.close();
        }
    }
}
