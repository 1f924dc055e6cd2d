package dev.backflow.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.ledger.SettledChunk;
import dev.backflow.run.ledger.TestDatabase;
import dev.backflow.run.ledger.Workers;
import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.Verdict;
import dev.backflow.run.result.ResultStore;
import dev.backflow.worker.step.Publisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker against a real database and real files, whatever goes wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
abstract class PartitionWorkerContract {
    private static final int DOCUMENTS = 200;

    private TestDatabase database;

    abstract TestDatabase open(Path folder);

    @BeforeAll
    void openDatabase(@TempDir Path folder) {
        database = open(folder);
    }

    @AfterAll
    void closeDatabase() {
        database.close();
    }

    private ServedRun run(Path folder, int slots, int connections) throws Exception {
        return ServedRun.of(database, folder, DOCUMENTS, 8, slots, connections);
    }

    @Test
    void servesEveryDocumentAndTellsSpringBatchTheSameCounts(@TempDir Path folder) throws Exception {
        try (var run = run(folder, 3, 5)) {
            var hook = ScriptedHook.plain();

            WorkerEnd end = run.serve(run.worker("w1", hook));

            assertThat(end).isEqualTo(WorkerEnd.OVER);
            run.assertServedExactlyOnce(DOCUMENTS);
            var totals = run.chunks.totals(run.order.runId());
            assertThat(List.of(totals.completed(), totals.exhausted(), totals.rejected()))
                    .containsExactly(172L, 8L, 20L);
            assertThat(hook.calls).hasValue(180);
            assertThat(run.stepCounts()).containsExactly(200L, 172L, 8L, 20L, totals.chunks());
            assertThat(run.stepStatuses()).containsExactly("COMPLETED");
            assertThat(run.publishedNames()).hasSize(DOCUMENTS);
            assertThat(run.outcomes())
                    .filteredOn(outcome -> outcome.verdict() == Verdict.COMPLETED)
                    .extracting(DocumentOutcome::sha256)
                    .doesNotContainNull();
        }
    }

    @Test
    void holdsNoConnectionWhileTheHookRunsAndNeedsFewerThanSlots(@TempDir Path folder) throws Exception {
        try (var run = ServedRun.of(database, folder, 60, 6, 1, 2)) {
            Queue<Integer> seen = new ConcurrentLinkedQueue<>();
            var hook = new ScriptedHook(document -> seen.add(run.watched.checkedOut.get()));

            // Alone in the database: the launcher ends the run when the worker has closed the last partition.
            WorkerEnd end = serveAlone(run, run.worker("w1", hook), hook, 60);

            assertThat(end).isEqualTo(WorkerEnd.OVER);
            assertThat(seen).isNotEmpty().containsOnly(0);
        }
    }

    /** Without a thread beside it that asks the database. */
    private static WorkerEnd serveAlone(ServedRun run, PartitionWorker worker, ScriptedHook hook, int documents)
            throws Exception {
        var serving = new FutureTask<>(() -> worker.serve(run.order.runId(), ServedRun.GRACE));
        new Thread(serving).start();
        int served = documents - documents / 10;
        while (hook.calls.get() < served) {
            Thread.onSpinWait();
        }
        while (!run.partitions.count(run.order.runId()).isAllClosed()) {
            Thread.onSpinWait();
        }
        worker.end(WorkerEnd.OVER);
        return serving.get();
    }

    @Test
    void twoConnectionsAreEnoughForThreeSlots(@TempDir Path folder) throws Exception {
        try (var run = run(folder, 3, 2)) {
            assertThat(run.serve(run.worker("w1", ScriptedHook.plain()))).isEqualTo(WorkerEnd.OVER);

            run.assertServedExactlyOnce(DOCUMENTS);
        }
    }

    @Test
    void settlesAChunkByOneTransactionOfAtMostTenStatements(@TempDir Path folder) throws Exception {
        try (var run = run(folder, 1, 2)) {
            run.serve(run.worker("w1", ScriptedHook.plain()));

            assertThat(run.watched.statementsPerSettle)
                    .hasSameSizeAs(run.settled())
                    .allSatisfy(statements -> assertThat(statements).isLessThanOrEqualTo(10));
        }
    }

    @Test
    void settlesAgainWhatWasRolledBackWithoutServingItAgain(@TempDir Path folder) throws Exception {
        try (var run = run(folder, 2, 4)) {
            var hook = ScriptedHook.plain();
            run.watched.injectAtNextSettle(WatchedDataSource.Fault.ROLLED_BACK_BY_A_DEADLOCK);

            WorkerEnd end = run.serve(run.worker("w1", hook));

            assertThat(end).isEqualTo(WorkerEnd.OVER);
            assertThat(run.watched.isFaultPending()).isFalse();
            run.assertServedExactlyOnce(DOCUMENTS);
            assertThat(hook.calls).hasValue(180);
            assertThat(run.stepStatuses()).containsExactly("COMPLETED");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = WatchedDataSource.Fault.class,
            names = {"COMMIT_FAILS", "ANSWER_IS_LOST"})
    void countsOnceWhenTheCommitOfASettleGoesWrong(WatchedDataSource.Fault fault, @TempDir Path folder)
            throws Exception {
        try (var run = run(folder, 2, 4)) {
            run.watched.injectAtNextSettle(fault);

            WorkerEnd end = run.serve(run.worker("w1", ScriptedHook.plain()));

            assertThat(end).isEqualTo(WorkerEnd.OVER);
            assertThat(run.watched.isFaultPending()).isFalse();
            run.assertServedExactlyOnce(DOCUMENTS);
            assertThat(run.stepCounts())
                    .containsExactly(200L, 172L, 8L, 20L, (long) run.settled().size());
            assertThat(run.stepStatuses()).containsExactly("COMPLETED", "FAILED");
            assertThat(run.publishedNames()).hasSize(DOCUMENTS);
        }
    }

    @ParameterizedTest
    @EnumSource(WatchedDataSource.Fault.class)
    void servesEveryPartitionWhenTheCommitOfAClaimGoesWrong(WatchedDataSource.Fault fault, @TempDir Path folder)
            throws Exception {
        try (var run = run(folder, 2, 4)) {
            run.watched.injectAtNextClaim(fault);

            WorkerEnd end = run.serve(run.worker("w1", ScriptedHook.plain()));

            assertThat(end).isEqualTo(WorkerEnd.OVER);
            assertThat(run.watched.isFaultPending()).isFalse();
            run.assertServedExactlyOnce(DOCUMENTS);
            assertThat(run.stepStatuses()).containsExactly("COMPLETED");
        }
    }

    @Test
    void settlesNothingUnderALeaseThatWasTakenOverWhileItServed(@TempDir Path folder) throws Exception {
        try (var run = run(folder, 1, 3)) {
            var taken = new AtomicBoolean();
            var hook = new ScriptedHook(document -> {
                if (taken.compareAndSet(false, true)) {
                    run.takeOver();
                }
            });

            WorkerEnd first = run.worker("w1", hook).serve(run.order.runId(), ServedRun.GRACE);

            assertThat(first).isEqualTo(WorkerEnd.OVER);
            assertThat(run.settled()).isEmpty();
            assertThat(run.meter().used()).isZero();
            assertThat(segments(run)).as("segments that nobody refers to").isEmpty();

            WorkerEnd second = run.serve(run.worker("w2", ScriptedHook.plain()));

            assertThat(second).isEqualTo(WorkerEnd.OVER);
            run.assertServedExactlyOnce(DOCUMENTS);
            assertThat(run.stepCounts().get(0)).isEqualTo(DOCUMENTS);
        }
    }

    @Test
    void leavesWhenItsLauncherWasSupersededBeforeItEntered(@TempDir Path folder) throws Exception {
        try (var run = run(folder, 1, 3)) {
            PartitionWorker late = run.worker("late", ScriptedHook.plain());
            run.takeOver();

            WorkerEnd end = late.serve(run.order.runId(), ServedRun.GRACE);

            assertThat(end).isEqualTo(WorkerEnd.OVER);
            assertThat(new Workers(run.ledger).list(run.order.runId())).isEmpty();
        }
    }

    private static List<Path> segments(ServedRun run) throws IOException {
        try (Stream<Path> all = Files.walk(run.folder().resolve("segments"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void publishesAgainFromTheSegmentWhatCouldNotBePublished(@TempDir Path folder) throws Exception {
        try (var run = run(folder, 2, 4)) {
            ResultStore results = run.results();
            var failures = new AtomicInteger(2);
            ResultStore failing = new ResultStore() {
                @Override
                public void publish(ChunkId chunk, Iterable<DocumentOutcome> outcomes) throws IOException {
                    if (failures.getAndDecrement() > 0) {
                        throw new IOException("No space left on device");
                    }
                    results.publish(chunk, outcomes);
                }

                @Override
                public void sweep(int number) throws IOException {
                    results.sweep(number);
                }

                @Override
                public String nameFor(String document, ChunkId chunk) {
                    return results.nameFor(document, chunk);
                }
            };
            var hook = ScriptedHook.plain();

            WorkerEnd end = run.serve(run.worker("w1", hook, failing));
            new Publisher(run.chunks, results, run.files(), run.order.runId(), run.order.run()).publishAll();

            assertThat(end).isEqualTo(WorkerEnd.OVER);
            run.assertServedExactlyOnce(DOCUMENTS);
            assertThat(run.publishedNames()).hasSize(DOCUMENTS);
            assertThat(hook.calls).hasValue(180);
        }
    }

    @Test
    void leavesWhenToldToStopAndKeepsGrantsForTheNextWorker(@TempDir Path folder) throws Exception {
        try (var run = run(folder, 2, 4)) {
            var worker = new CompletableFuture<PartitionWorker>();
            var atWork = new CountDownLatch(2);
            var hook = new ScriptedHook(document -> {
                atWork.countDown();
                atWork.await();
                worker.join().end(WorkerEnd.STOPPED);
            });
            worker.complete(run.worker("w1", hook));

            WorkerEnd end = worker.join().serve(run.order.runId(), ServedRun.GRACE);

            assertThat(end).isEqualTo(WorkerEnd.STOPPED);
            var counts = run.partitions.count(run.order.runId());
            assertThat(counts.leased()).isZero();
            assertThat(counts.granted()).isPositive().isEqualTo(run.meter().granted());
            assertThat(run.settled())
                    .isNotEmpty()
                    .allSatisfy(chunk -> assertThat(documents(chunk)).isLessThanOrEqualTo(4));

            assertThat(run.serve(run.worker("w2", ScriptedHook.plain()))).isEqualTo(WorkerEnd.OVER);
            run.assertServedExactlyOnce(DOCUMENTS);
        }
    }

    private static long documents(SettledChunk chunk) {
        return chunk.endOrdinal() - chunk.firstOrdinal();
    }

    @Test
    void survivesAHookThatLeavesItsThreadInterrupted(@TempDir Path folder) throws Exception {
        try (var run = run(folder, 2, 4)) {
            var hook = new ScriptedHook(document -> Thread.currentThread().interrupt());

            assertThat(run.serve(run.worker("w1", hook))).isEqualTo(WorkerEnd.OVER);

            run.assertServedExactlyOnce(DOCUMENTS);
        }
    }

    @Test
    void keepsTheLeaseOfADocumentThatTookAllMemory(@TempDir Path folder) throws Exception {
        try (var run = run(folder, 1, 3)) {
            var hook = new ScriptedHook(document -> {
                throw new OutOfMemoryError("Cannot reserve direct buffer memory");
            });

            WorkerEnd end = run.worker("w1", hook).serve(run.order.runId(), ServedRun.GRACE);

            assertThat(end).isEqualTo(WorkerEnd.OUT_OF_MEMORY);
            assertThat(run.partitions.hasBegunChunks(run.order.runId())).isTrue();
            assertThat(run.partitions.free(run.run(), "w1", true)).isEqualTo(1);
            assertThat(run.jdbc()
                            .sql("SELECT MAX(DEATHS) FROM BACKFLOW_PARTITION WHERE RUN_ID = ?")
                            .param(run.order.runId())
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        }
    }
}
