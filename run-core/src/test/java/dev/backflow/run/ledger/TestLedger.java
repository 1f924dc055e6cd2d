package dev.backflow.run.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.manifest.PartitionRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The ledger of one test database, and short words for what its tests do all the time. */
final class TestLedger {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /** So large that nobody's fair share is smaller than the wish, in tests that are about something else. */
    static final ChunkWish TEN = new ChunkWish(10, 1);

    final TestDatabase database;
    final Runs runs;
    final Partitions partitions;
    final Workers workers;
    final Leases leases;
    final Chunks chunks;
    final Meters meters;
    private final AtomicInteger jobs = new AtomicInteger();

    TestLedger(TestDatabase database) {
        this.database = database;
        this.runs = new Runs(database.ledger());
        this.partitions = new Partitions(database.ledger());
        this.workers = new Workers(database.ledger());
        this.leases = new Leases(database.ledger());
        this.chunks = new Chunks(database.ledger());
        this.meters = new Meters(database.ledger());
    }

    String newJob() {
        return "job-" + jobs.incrementAndGet();
    }

    Run begin(String job, long limit) {
        var run = new NewRun(job, "here:/data", "inline", limit, "a".repeat(64), "b".repeat(64), NOON);
        return runs.begin(run, number -> "/data/runs/" + number);
    }

    /** A run of a job of its own that has entered {@link Phase#SERVE}; its partitions have equally many documents. */
    Run serving(long limit, int partitionCount, int documentsEach) {
        Run run = begin(newJob(), limit);
        plan(run, partitionCount, documentsEach);
        runs.enter(run, Phase.SERVE);
        return runs.byId(run.id());
    }

    void plan(Run run, int partitionCount, int documentsEach) {
        int documents = partitionCount * documentsEach;
        partitions.plan(run, "inline", split(documents, partitionCount), documents, 0);
    }

    /** Documents over partitions, as evenly as it goes. */
    static List<PartitionRange> split(int documents, int partitionCount) {
        List<PartitionRange> ranges = new ArrayList<>();
        for (int i = 0; i < partitionCount; i++) {
            long first = (long) documents * i / partitionCount;
            long end = (long) documents * (i + 1) / partitionCount;
            ranges.add(new PartitionRange(i, first, end, first * 100));
        }
        return ranges;
    }

    void enter(Run run, String worker) {
        workers.enter(run, worker, "task-" + worker, 1, NOON);
    }

    /** Lets a worker enter and claim what is first in turn. */
    Lease enterAndClaim(Run run, String worker) {
        enter(run, worker);
        return claim(run, worker);
    }

    Lease claim(Run run, String worker) {
        Claim claim = leases.claim(run.id(), worker, 0);
        assertThat(claim).isInstanceOf(Claim.Leased.class);
        return ((Claim.Leased) claim).lease();
    }

    static SettledChunk chunk(Lease lease, int completed, int exhausted, int rejected) {
        long end = lease.nextOrdinal() + completed + exhausted + rejected;
        return new SettledChunk(
                lease.partition(),
                lease.nextOrdinal(),
                end,
                lease.fence(),
                completed,
                exhausted,
                rejected,
                completed + 3L * exhausted,
                "outcomes/%d-%d-%d.jsonl".formatted(lease.partition(), lease.nextOrdinal(), lease.fence()));
    }

    Lease settle(Lease lease, int completed, int exhausted, int rejected) {
        return leases.settle(lease, chunk(lease, completed, exhausted, rejected), TEN);
    }

    Meter meter(Run run) {
        return meters.read(run.id());
    }

    PartitionRow row(Run run, int partition) {
        return rows(run).get(partition);
    }

    List<PartitionRow> rows(Run run) {
        return database.jdbc()
                .sql("""
                        SELECT PARTITION_NUMBER, STATE, OWNER, FENCE, GRANTED, NEXT_ORDINAL, BEGUN, CHUNK_END, DEATHS
                        FROM BACKFLOW_PARTITION WHERE RUN_ID = ? ORDER BY PARTITION_NUMBER
                        """)
                .param(run.id())
                .query((row, number) -> new PartitionRow(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getInt(9)))
                .list();
    }

    /** Everything that a stale writer could have changed, for comparing before and after. */
    List<Object> everything(Run run) {
        return List.of(runs.byId(run.id()), meter(run), rows(run), chunks.inOrder(run.id()), workers.list(run.id()));
    }
}
