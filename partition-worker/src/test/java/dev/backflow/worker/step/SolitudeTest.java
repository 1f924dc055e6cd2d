package dev.backflow.worker.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SolitudeTest {
    private final Solitude solitude = new Solitude();
    private final AtomicInteger inside = new AtomicInteger();

    /** Enters on a thread of its own, tells how many are inside then, and leaves when let out. */
    private CompletableFuture<Integer> serve(boolean alone, CountDownLatch entered, CountDownLatch letOut) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        Solitude.Pass pass = solitude.enter(alone);
                        int seen = inside.incrementAndGet();
                        entered.countDown();
                        letOut.await();
                        inside.decrementAndGet();
                        pass.leave();
                        return seen;
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                work -> new Thread(work).start());
    }

    @Test
    void letsSlotsServeSideBySide() throws InterruptedException {
        var both = new CountDownLatch(2);
        var letOut = new CountDownLatch(1);
        var first = serve(false, both, letOut);
        var second = serve(false, both, letOut);

        both.await();
        letOut.countDown();

        assertThat(first.join() + second.join()).isEqualTo(3);
    }

    @Test
    void letsTheLonelyOneInWhenTheOthersHaveLeftAndNobodyBesideIt() throws InterruptedException {
        var entered = new CountDownLatch(1);
        var letOthersOut = new CountDownLatch(1);
        var other = serve(false, entered, letOthersOut);
        entered.await();

        var aloneEntered = new CountDownLatch(1);
        var letAloneOut = new CountDownLatch(1);
        var alone = serve(true, aloneEntered, letAloneOut);
        assertThat(alone).isNotDone();
        assertThat(aloneEntered.getCount()).isEqualTo(1);
        letOthersOut.countDown();
        aloneEntered.await();

        var later = serve(false, new CountDownLatch(1), new CountDownLatch(0));
        letAloneOut.countDown();

        assertThat(other.join()).isEqualTo(1);
        assertThat(alone.join()).isEqualTo(1);
        assertThat(later.join()).isEqualTo(1);
    }
}
