package dev.backflow.run.ledger;

import dev.backflow.run.failpoint.Failpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * The worker's side of the protocol: lease, grant, settle, finish, release.
 *
 * <p>Every write under a lease starts with the <em>guard</em>, an {@code UPDATE} that locks the partition's row and
 * checks that owner, fence and the run's epoch are still the holder's, and that the lease is as its last write left it.
 * Whatever a paused, cut-off or replaced worker tries after that fails there with {@link StaleLeaseException}, however
 * late.
 *
 * <p>Lock order: run, worker, partition, meter. Only the launcher locks a run, or several partitions at once.
 *
 * <p>A commit whose answer was lost needs no answer: the holder lets the lease go, and the next claim reads from the
 * partition's row whether the chunk had been settled.
 */
public final class Leases {
    /** Several candidates, so that workers that start together do not all try the same row. */
    private static final int CANDIDATES = 16;

    private final LedgerDatabase database;
    private final JdbcClient jdbc;
    private final Meters meters;
    private final Runs runs;
    private final Workers workers;

    public Leases(LedgerDatabase database) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.meters = new Meters(database);
        this.runs = new Runs(database);
        this.workers = new Workers(database);
    }

    /**
     * Claims an open partition: those that hold a grant first, others only while the meter has units to give.
     *
     * @param turn spreads the candidates over claimers, such as the number of the slot; 0 or more
     */
    public Claim claim(long runId, String worker, int turn) {
        Run run = runs.byId(runId);
        if (run.phase() != Phase.SERVE || run.stopping() || workers.isGone(run, worker)) {
            return new Claim.Over();
        }
        for (Lease candidate : inTurn(candidates(run, worker), turn)) {
            try {
                if (database.inTransaction(() -> take(candidate))) {
                    return new Claim.Leased(candidate);
                }
            } catch (DataAccessException | TransactionException e) {
                return new Claim.Unanswered(candidate, e);
            }
        }
        return new Claim.NothingNow();
    }

    /**
     * Tries one candidate, in a transaction of its own: PostgreSQL keeps the lock on a row that turned out to be taken,
     * and nobody may hold one partition while waiting for the next. The worker's row is locked first, so that whoever
     * frees the worker sees either this lease or a worker that claims nothing more.
     */
    private boolean take(Lease candidate) {
        Run run = candidate.run();
        return !workers.lockIsGone(run, candidate.worker())
                && jdbc.sql("""
                                UPDATE BACKFLOW_PARTITION SET OWNER = ?, FENCE = FENCE + 1
                                WHERE RUN_ID = ? AND PARTITION_NUMBER = ? AND FENCE = ? AND OWNER IS NULL
                                  AND STATE = 'OPEN'
                                  AND EXISTS (SELECT 1 FROM BACKFLOW_RUN R WHERE R.RUN_ID = ? AND R.EPOCH = ?
                                                AND R.PHASE = 'SERVE' AND NOT R.STOPPING)
                                """)
                                .params(
                                        candidate.worker(),
                                        run.id(),
                                        candidate.partition(),
                                        candidate.fence() - 1,
                                        run.id(),
                                        run.epoch())
                                .update()
                        == 1;
    }

    /** Those that hold a grant first; each claimer begins elsewhere among them, and among the others. */
    private static List<Lease> inTurn(List<Lease> candidates, int turn) {
        List<Lease> ordered = new ArrayList<>(candidates);
        int holding = (int)
                ordered.stream().filter(candidate -> candidate.granted() > 0).count();
        Collections.rotate(ordered.subList(0, holding), -turn);
        Collections.rotate(ordered.subList(holding, ordered.size()), -turn);
        return ordered;
    }

    /** The leases that the candidates would become if claimed. */
    private List<Lease> candidates(Run run, String worker) {
        return jdbc.sql("""
                        SELECT PARTITION_NUMBER, FENCE, FIRST_ORDINAL, END_ORDINAL, BYTE_OFFSET, GRANTED, NEXT_ORDINAL,
                               CHUNK_END, DEATHS
                        FROM BACKFLOW_PARTITION
                        WHERE RUN_ID = ? AND STATE = 'OPEN' AND OWNER IS NULL
                          AND (GRANTED > 0 OR EXISTS (SELECT 1 FROM BACKFLOW_METER M
                                                      WHERE M.RUN_ID = ? AND M.USED + M.GRANTED < M.METER_LIMIT))
                        ORDER BY CASE WHEN GRANTED > 0 THEN 0 ELSE 1 END, PARTITION_NUMBER
                        LIMIT ?
                        """)
                .params(run.id(), run.id(), CANDIDATES)
                .query(claimedBy(run, worker))
                .list();
    }

    private static RowMapper<Lease> claimedBy(Run run, String worker) {
        return (row, number) -> new Lease(
                run,
                row.getInt("PARTITION_NUMBER"),
                worker,
                row.getLong("FENCE") + 1,
                row.getLong("FIRST_ORDINAL"),
                row.getLong("END_ORDINAL"),
                row.getLong("BYTE_OFFSET"),
                row.getLong("GRANTED"),
                row.getLong("NEXT_ORDINAL"),
                row.getLong("CHUNK_END"),
                row.getInt("DEATHS"));
    }

    /**
     * The lease's first grant, in a transaction of its own; later ones are taken by each settle. Takes what the
     * partition lacks for {@code wanted} documents, or what there is.
     *
     * @return the lease with what it now holds; {@code granted() == 0} means: release it and wait
     * @throws StaleLeaseException if the lease is lost
     */
    public Lease grant(Lease lease, ChunkWish wish) {
        return database.inTransaction(() -> {
            guard(lease);
            Meter meter = meters.lock(lease.run().id());
            long more = wish.unitsLackedBy(lease, meter);
            if (more > 0) {
                meters.add(lease.run().id(), 0, more);
            }
            Lease begun = begin(lease, lease.granted() + more);
            writePartition(begun);
            Failpoint.GRANT_IN.hit();
            return begun;
        });
    }

    /**
     * Makes one chunk true: its row, the partition's next ordinal, the units from granted to used, and the next grant
     * (or, after the last document, the unused units back to the meter). Call it inside the transaction that also
     * updates the step execution.
     *
     * @return the lease after it, finished or with the next grant
     * @throws StaleLeaseException if the lease is lost; nothing of the chunk may then be used
     * @throws IllegalArgumentException if the chunk does not continue the lease, or services more than it was granted
     */
    public Lease settle(Lease lease, SettledChunk chunk, ChunkWish next) {
        if (!lease.covers(chunk)) {
            throw new IllegalArgumentException("%s does not continue %s".formatted(chunk, lease));
        }
        return database.inTransaction(() -> {
            guard(lease);
            insert(lease.run().id(), chunk);
            int deaths = deathsAfter(lease, chunk.endOrdinal());
            Lease settled =
                    lease.moved(lease.granted() - chunk.serviced(), chunk.endOrdinal(), lease.chunkEnd(), deaths);
            Meter meter = meters.lock(lease.run().id());
            Meter counted =
                    new Meter(meter.limit(), meter.used() + chunk.serviced(), meter.granted() - chunk.serviced());
            long more = settled.isFinished() ? -settled.granted() : next.unitsLackedBy(settled, counted);
            meters.add(lease.run().id(), chunk.serviced(), more - chunk.serviced());
            Lease begun = begin(settled, settled.granted() + more);
            writePartition(begun);
            return begun;
        });
    }

    /**
     * Lets the partition go without finishing it; its grant stays with it, for whoever claims it next.
     *
     * @return false if the lease was lost before
     */
    public boolean release(Lease lease) {
        return database.inTransaction(() -> jdbc.sql("""
                                UPDATE BACKFLOW_PARTITION SET OWNER = NULL
                                WHERE RUN_ID = ? AND PARTITION_NUMBER = ? AND OWNER = ? AND FENCE = ?
                                """)
                        .params(lease.run().id(), lease.partition(), lease.worker(), lease.fence())
                        .update()
                == 1);
    }

    /**
     * Takes back a claim that may have been made. If it was not, another slot of the same worker may have made one under
     * the same fence; so nothing is taken back under which a chunk was begun, and who had only claimed finds its lease
     * lost at its first grant.
     *
     * @return whether there was something to take back
     */
    public boolean withdraw(Lease unanswered) {
        return database.inTransaction(() -> jdbc.sql("""
                                UPDATE BACKFLOW_PARTITION SET OWNER = NULL
                                WHERE RUN_ID = ? AND PARTITION_NUMBER = ? AND OWNER = ? AND FENCE = ? AND BEGUN <> FENCE
                                """)
                        .params(unanswered.run().id(), unanswered.partition(), unanswered.worker(), unanswered.fence())
                        .update()
                == 1);
    }

    private void guard(Lease lease) {
        int held = jdbc.sql("""
                        UPDATE BACKFLOW_PARTITION SET OWNER = OWNER
                        WHERE RUN_ID = ? AND PARTITION_NUMBER = ? AND OWNER = ? AND FENCE = ? AND NEXT_ORDINAL = ?
                          AND GRANTED = ? AND STATE = 'OPEN'
                          AND EXISTS (SELECT 1 FROM BACKFLOW_RUN R WHERE R.RUN_ID = ? AND R.EPOCH = ?)
                        """)
                .params(
                        lease.run().id(),
                        lease.partition(),
                        lease.worker(),
                        lease.fence(),
                        lease.nextOrdinal(),
                        lease.granted(),
                        lease.run().id(),
                        lease.run().epoch())
                .update();
        if (held != 1) {
            throw new StaleLeaseException("The lease of %s on partition %d of run %d (fence %d) has been taken over."
                    .formatted(lease.worker(), lease.partition(), lease.run().number(), lease.fence()));
        }
    }

    private static int deathsAfter(Lease lease, long nextOrdinal) {
        boolean stillAlone = lease.deaths() >= Lease.DEATHS_BEFORE_ALONE && nextOrdinal < lease.chunkEnd();
        return stillAlone ? Lease.DEATHS_BEFORE_ALONE : 0;
    }

    /** The chunk that the lease begins next. While documents are served alone, the end of their chunk stays. */
    private static Lease begin(Lease lease, long granted) {
        if (lease.isFinished() || granted == 0 || lease.isServedAlone()) {
            return lease.granted(granted, lease.chunkEnd());
        }
        return lease.granted(granted, Math.min(lease.endOrdinal(), lease.nextOrdinal() + granted));
    }

    private void writePartition(Lease lease) {
        boolean finished = lease.isFinished();
        jdbc.sql("UPDATE BACKFLOW_PARTITION SET "
                        + (finished ? "STATE = 'DONE', OWNER = NULL" : "STATE = 'OPEN'")
                        + ", GRANTED = ?, NEXT_ORDINAL = ?, BEGUN = ?, CHUNK_END = ?, DEATHS = ?"
                        + " WHERE RUN_ID = ? AND PARTITION_NUMBER = ?")
                .params(
                        lease.granted(),
                        lease.nextOrdinal(),
                        !finished && lease.granted() > 0 ? lease.fence() : -1L,
                        lease.chunkEnd(),
                        lease.deaths(),
                        lease.run().id(),
                        lease.partition())
                .update();
    }

    private void insert(long runId, SettledChunk chunk) {
        jdbc.sql("""
                        INSERT INTO BACKFLOW_CHUNK (RUN_ID, PARTITION_NUMBER, FIRST_ORDINAL, END_ORDINAL, FENCE,
                          COMPLETED, EXHAUSTED, REJECTED, ATTEMPTS, SEGMENT, PUBLISHED)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, FALSE)
                        """)
                .params(
                        runId,
                        chunk.partition(),
                        chunk.firstOrdinal(),
                        chunk.endOrdinal(),
                        chunk.fence(),
                        chunk.completed(),
                        chunk.exhausted(),
                        chunk.rejected(),
                        chunk.attempts(),
                        chunk.segment())
                .update();
    }
}
