package dev.backflow.run.ledger;

import static dev.backflow.run.ledger.TestLedger.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.manifest.PartitionRange;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The meter under twenty workers that fail at random, on any engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExactMeterContract {
    private static final int WORKERS = 20;
    private static final int DOCUMENTS = 200;
    private static final int PARTITIONS = 23;

    /** A release asks for more: {@code -Dbackflow.meter.rounds=200}. */
    private static final int ROUNDS = Integer.getInteger("backflow.meter.rounds", 20);

    private static final int DOCUMENTS_OF_A_ROUND = 40;

    private final TestDatabase database;
    private final TestLedger ledger;

    ExactMeterContract(TestDatabase database) {
        this.database = database;
        this.ledger = new TestLedger(database);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 19, 20, 21, DOCUMENTS - 1, DOCUMENTS, DOCUMENTS + 1})
    void servicesExactlyTheLimitOrAllThereIs(int limit) throws InterruptedException {
        serve(limit, DOCUMENTS, 0, PARTITIONS, 0, 1_000 + limit);
    }

    /** Twenty slots at once that nothing happens to, so that any hook run beyond the limit would be one too many. */
    @Test
    void usesTheLesserOfLimitAndDocumentsInEveryRound() throws InterruptedException {
        int n = DOCUMENTS_OF_A_ROUND;
        List<Integer> limits = List.of(0, 1, 2, 19, 20, 21, n - 1, n, n + 1);
        long used = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int limit : limits) {
                used += usedByCalmSlots(limit, n, 3_000L * round + limit);
            }
        }
        assertThat(used)
                .isEqualTo(ROUNDS
                        * limits.stream().mapToLong(limit -> Math.min(limit, n)).sum());
        System.out.printf(
                "%s: %d rounds of %d slots over the limits %s for %d documents: %,d units used, no hook run beyond.%n",
                getClass().getSimpleName(), ROUNDS, WORKERS, limits, n, used);
    }

    private long usedByCalmSlots(int limit, int documents, long seed) throws InterruptedException {
        Fate[] fates = Fate.draw(documents, 0, new Random(seed));
        Run run = planned(limit, TestLedger.split(documents, PARTITIONS), documents);
        var simulation = ServingSimulation.calm(ledger, run, fates, WORKERS, seed);

        simulation.serve();

        Meter meter = ledger.meter(run);
        assertThat(meter).isEqualTo(new Meter(limit, Math.min(limit, documents), 0));
        assertThat(ledger.chunks.totals(run.id()).serviced()).isEqualTo(meter.used());
        assertThat(simulation.hookRuns()).isEqualTo(meter.used());
        ledger.runs.close(run, RunOutcome.COMPLETED, NOON);
        return meter.used();
    }

    private Run planned(long limit, List<PartitionRange> ranges, int documents) {
        Run run = ledger.begin(ledger.newJob(), limit);
        ledger.partitions.plan(run, "inline", ranges, documents, 0);
        ledger.runs.enter(run, Phase.SERVE);
        return run;
    }

    @ParameterizedTest
    @CsvSource({"1, 50", "20, 50", "99, 50", "150, 50", "1, 100", "150, 100"})
    void servicesExactlyTheLimitOrAllThatAreNotRejected(int limit, int rejectedPercent) throws InterruptedException {
        serve(limit, DOCUMENTS, rejectedPercent, PARTITIONS, 0, 2_000 + limit);
    }

    /** One round each of twenty workers whose launcher is replaced three times. */
    abstract LongStream takeOverSeeds();

    @ParameterizedTest
    @MethodSource("takeOverSeeds")
    void staysExactWhileLaunchersTakeOver(long seed) throws InterruptedException {
        serve(30 + seed % 40, 60, (int) seed % 3 * 30, 10, 3, seed);
    }

    private void serve(long limit, int documents, int rejectedPercent, int partitions, int takeOvers, long seed)
            throws InterruptedException {
        Fate[] fates = Fate.draw(documents, rejectedPercent, new Random(seed));
        int serviceable = documents - Fate.REJECTED.among(fates, 0, documents);
        List<PartitionRange> ranges = TestLedger.split(documents, partitions);
        var simulation =
                ServingSimulation.troubled(ledger, planned(limit, ranges, documents), fates, WORKERS, takeOvers, seed);

        Run run = simulation.serve();

        ChunkTotals totals = ledger.chunks.totals(run.id());
        Meter meter = ledger.meter(run);
        assertThat(meter.used()).isEqualTo(Math.min(limit, serviceable)).isEqualTo(totals.serviced());
        assertThat(meter.granted()).isEqualTo(ledger.partitions.count(run.id()).granted());
        assertThat(simulation.hookRuns() - simulation.lostHookRuns()).isEqualTo(meter.used());
        assertEachDocumentIsInOneChunk(run, ranges, fates);

        ledger.runs.close(run, RunOutcome.COMPLETED, NOON);

        assertThat(ledger.meter(run)).isEqualTo(new Meter(limit, meter.used(), 0));
        assertThat(ledger.partitions.count(run.id())).isEqualTo(new PartitionCounts(0, 0, partitions, 0));
        assertThat(meter.isLimitReached() || totals.documents() == documents).isTrue();
    }

    /** The chunks of a partition follow each other without a gap up to its next ordinal, with the outcomes as decided. */
    private void assertEachDocumentIsInOneChunk(Run run, List<PartitionRange> ranges, Fate[] fates) {
        long[] next = ranges.stream().mapToLong(PartitionRange::firstOrdinal).toArray();
        for (SettledChunk chunk : ledger.chunks.inOrder(run.id())) {
            assertThat(chunk.firstOrdinal()).isEqualTo(next[chunk.partition()]);
            assertThat(List.of(chunk.completed(), chunk.exhausted(), chunk.rejected()))
                    .containsExactly(
                            Fate.COMPLETED.among(fates, chunk.firstOrdinal(), chunk.endOrdinal()),
                            Fate.EXHAUSTED.among(fates, chunk.firstOrdinal(), chunk.endOrdinal()),
                            Fate.REJECTED.among(fates, chunk.firstOrdinal(), chunk.endOrdinal()));
            next[chunk.partition()] = chunk.endOrdinal();
        }
        assertThat(ledger.rows(run).stream()
                        .mapToLong(PartitionRow::nextOrdinal)
                        .toArray())
                .isEqualTo(next);
    }
}
