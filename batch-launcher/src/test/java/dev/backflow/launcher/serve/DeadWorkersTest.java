package dev.backflow.launcher.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.run.ledger.Leases;
import dev.backflow.worker.lease.LeaseTimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that end, as their pool sees it. */
class DeadWorkersTest extends PoolFixture {
    @Test
    void freesAndReplacesADeadWorkerAtOnce() {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        claim("w1-1");
        tasks.end("w1-1", 137);

        pool.tend();

        assertThat(tasks.launched).containsExactly("w1-1", "w1-2");
        assertThat(pool.alive()).isEqualTo(1);
        assertThat(partitions.count(run.id()).free()).isEqualTo(2);
        assertThat(workers.list(run.id()))
                .singleElement()
                .satisfies(row -> assertThat(row.lost()).isTrue());
        assertThat(failures)
                .containsExactly("Worker w1-1 ended (signal 9); 1 partition was freed, a new worker takes its place."
                        + " Its log: /logs/w1-1.log");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 69, 130, 143})
    void countsNoDeathWhenAWorkerLeft(int exitCode) {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        new Leases(database.ledger()).release(begin("w1-1"));
        workers.leave(run.id(), "w1-1");
        tasks.end("w1-1", exitCode);

        pool.tend();

        assertThat(tasks.launched).containsExactly("w1-1", "w1-2");
        assertThat(partitions.count(run.id()).free()).isEqualTo(2);
        assertThat(workers.list(run.id()))
                .singleElement()
                .satisfies(row -> assertThat(row.lost()).isFalse());
        assertThat(partitions.deaths(run.id())).isZero();
        assertThat(failures).hasSize(exitCode == 69 ? 1 : 0);
    }

    /** Told to stop, it did not get its step to end within the grace: that is not the document's fault. */
    @Test
    void countsNoDeathWhenAWorkerThatLeavesKeepsItsPartition() {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        begin("w1-1");
        workers.leave(run.id(), "w1-1");
        tasks.end("w1-1", 143);

        pool.tend();

        assertThat(partitions.count(run.id()).free()).isEqualTo(2);
        assertThat(partitions.deaths(run.id())).isZero();
        assertThat(tasks.launched).containsExactly("w1-1", "w1-2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 69, 130, 143})
    void countsADeathWhenTheExitCodeIsGoodButTheWorkerHasNotLeft(int exitCode) {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        begin("w1-1");
        tasks.end("w1-1", exitCode);

        pool.tend();

        assertThat(partitions.deaths(run.id())).isEqualTo(1);
        assertThat(workers.list(run.id()))
                .singleElement()
                .satisfies(row -> assertThat(row.lost()).isTrue());
        assertThat(failures).singleElement().asString().contains("exit code " + exitCode);
    }

    @Test
    void countsNoDeathOfAWorkerThatWasTakenFromItsDatabase() {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        begin("w1-1");
        pool.tend();

        nanos.addAndGet(LeaseTimes.DEFAULT.lease().toNanos() / 2);
        tasks.end("w1-1", 69);
        pool.tend();

        assertThat(partitions.deaths(run.id())).isZero();
        assertThat(tasks.launched).containsExactly("w1-1", "w1-2");
    }

    @Test
    void givesUpLaterWhileDeathsLeadToADocumentThatIsGivenUp() {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        for (int death = 1; death <= 10; death++) {
            begin("w1-" + death);
            tasks.end("w1-" + death, 1);
            pool.tend();
        }
        begin("w1-11");
        tasks.end("w1-11", 1);

        assertThat(partitions.deaths(run.id())).isEqualTo(4);
        assertThatThrownBy(pool::tend).isInstanceOf(HopelessException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, exit code 1", "69, exit code 69: it could not reach the job repository"})
    void givesUpWhenWorkersEndWithoutServingAnythingAndNamesTheLog(int exitCode, String words) {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        for (int death = 1; death <= 7; death++) {
            tasks.end("w1-" + death, exitCode);
            pool.tend();
        }
        tasks.end("w1-8", exitCode);

        assertThatThrownBy(pool::tend)
                .isInstanceOf(HopelessException.class)
                .hasMessage("8 workers ended one after the other without serving anything; the last was w1-8" + " ("
                        + words + "). Its log: /logs/w1-8.log. Mend the cause, then run restart.");
        assertThat(tasks.launched).hasSize(8);
    }

    @Test
    void endsAndReplacesAWorkerThatDoesNotEnterTheRunInTime() {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();

        passSeconds(pool, 120);
        assertThat(tasks.cancelled).isEmpty();
        passSeconds(pool, 1);

        assertThat(tasks.cancelled).containsExactly("w1-1");
        assertThat(tasks.launched).containsExactly("w1-1", "w1-2");
        assertThat(failures)
                .containsExactly("Worker w1-1 had not entered the run 2 minutes after its start and was ended,"
                        + " a new worker takes its place. Its log: /logs/w1-1.log");
    }

    @Test
    void givesUpWhenNoWorkerEverEnters() {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();

        assertThatThrownBy(() -> passSeconds(pool, 3_600))
                .isInstanceOf(HopelessException.class)
                .hasMessageContaining("8 workers ended one after the other without serving anything")
                .hasMessageContaining("it never entered the run");
        assertThat(tasks.cancelled).hasSize(8);
    }
}
