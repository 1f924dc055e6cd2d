package dev.backflow.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
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
    void keepsTheFirstReason() {
        ending.because(WorkerEnd.STOPPED);
        ending.because(WorkerEnd.FAILED);

        assertThat(ending.isDecided()).isTrue();
        assertThat(ending.await()).isEqualTo(WorkerEnd.STOPPED);
    }

    @Test
    void goesOnWaitingWhenAHookInterruptsWhoeverWaits() throws Exception {
        var waiting = new FutureTask<>(ending::await);
        var thread = new Thread(waiting);
        thread.start();

        thread.interrupt();
        while (thread.isInterrupted()) {
            Thread.onSpinWait();
        }
        assertThat(waiting.isDone()).isFalse();
        ending.because(WorkerEnd.OVER);

        assertThat(waiting.get()).isEqualTo(WorkerEnd.OVER);
    }

    @Test
    void wakesWhoeverWaits() {
        var waiting = CompletableFuture.supplyAsync(ending::await, work -> new Thread(work).start());

        ending.because(WorkerEnd.OVER);

        assertThat(waiting.join()).isEqualTo(WorkerEnd.OVER);
    }
}
