package dev.backflow.launcher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.ledger.WorkerRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatWatchTest {
    private static final long LEASE = Duration.ofSeconds(30).toNanos();

    private final HeartbeatWatch watch = new HeartbeatWatch(Duration.ofSeconds(30));

    @Test
    void countsFromItsOwnFirstReading() {
        assertThat(watch.silent(List.of(beating("a", 7)), 1_000 * LEASE)).isEmpty();
        assertThat(watch.silent(List.of(beating("a", 7)), 1_001 * LEASE)).isEmpty();
        assertThat(watch.silent(List.of(beating("a", 7)), 1_001 * LEASE + 1)).containsExactly(beating("a", 7));
    }

    @Test
    void leavesAWorkerAloneWhoseCounterMoves() {
        for (int beat = 0; beat < 5; beat++) {
            assertThat(watch.silent(List.of(beating("a", beat)), beat * LEASE)).isEmpty();
        }
    }

    @Test
    void seesSoonerThatACounterStandsStill() {
        watch.silent(List.of(beating("a", 7)), 0);

        assertThat(watch.hasFallenSilent(beating("a", 7), LEASE / 3)).isFalse();
        assertThat(watch.hasFallenSilent(beating("a", 7), LEASE / 3 + 1)).isTrue();
        watch.forget();
        assertThat(watch.hasFallenSilent(beating("a", 7), LEASE)).isTrue();
        assertThat(watch.hasFallenSilent(beating("a", 8), LEASE)).isFalse();
        assertThat(watch.hasFallenSilent(beating("unknown", 7), LEASE)).isFalse();
    }

    @Test
    void tellsOfASilentWorkerOnce() {
        watch.silent(List.of(beating("a", 1), beating("b", 1)), 0);

        assertThat(watch.silent(List.of(beating("a", 1), beating("b", 2)), LEASE + 1))
                .containsExactly(beating("a", 1));
        assertThat(watch.silent(List.of(beating("a", 1), beating("b", 3)), LEASE + 2))
                .isEmpty();
    }

    @Test
    void forgetsAWorkerThatIsGone() {
        watch.silent(List.of(beating("a", 1)), 0);

        assertThat(watch.silent(List.of(new WorkerRow("a", "t", 1, 1, false, true, false)), 2 * LEASE))
                .isEmpty();
        assertThat(watch.silent(List.of(beating("a", 1)), 3 * LEASE)).isEmpty();
    }

    @Test
    void standsAClockThatRunsThroughItsLargestValue() {
        watch.silent(List.of(beating("a", 1)), Long.MAX_VALUE - 10);

        assertThat(watch.silent(List.of(beating("a", 1)), Long.MIN_VALUE + 10)).isEmpty();
    }

    @Test
    void countsAnewWhenItWasTold() {
        watch.silent(List.of(beating("a", 1)), 0);
        watch.forget();

        assertThat(watch.silent(List.of(beating("a", 1)), 2 * LEASE)).isEmpty();
        assertThat(watch.silent(List.of(beating("a", 1)), 3 * LEASE + 1)).containsExactly(beating("a", 1));
    }

    private static WorkerRow beating(String worker, long beat) {
        return new WorkerRow(worker, "task", 1, beat, false, false, false);
    }
}
