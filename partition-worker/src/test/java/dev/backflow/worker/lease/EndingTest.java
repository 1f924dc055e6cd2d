package dev.backflow.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EndingTest {
    private final Ending ending = new Ending();

    @Test
    void isUndecidedAtFirst() {
        assertThat(ending.isDecided()).isFalse();
    }

    @Test
    void keepsTheFirstReason() throws InterruptedException {
        ending.because(WorkerEnd.STOPPED);
        ending.because(WorkerEnd.FAILED);

        assertThat(ending.isDecided()).isTrue();
        assertThat(ending.await()).isEqualTo(WorkerEnd.STOPPED);
    }

    @Test
    void wakesWhoeverWaits() {
        var waiting = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return ending.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                work -> new Thread(work).start());

        ending.because(WorkerEnd.OVER);

        assertThat(waiting.join()).isEqualTo(WorkerEnd.OVER);
    }
}
