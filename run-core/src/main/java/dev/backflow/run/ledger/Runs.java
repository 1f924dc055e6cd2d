package dev.backflow.run.ledger;

import dev.backflow.run.failpoint.Failpoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** The rows of {@code BACKFLOW_RUN}: beginning, taking over, moving on and ending runs. For the launcher. */
public final class Runs {
    private static final String SELECT = """
            SELECT RUN_ID, JOB, RUN_NUMBER, UNFINISHED, EPOCH, LAUNCHER, BEAT, PHASE, STOPPING, OUTCOME, TIER,
                   JOB_FILE_HASH, HOOK_HASH, JOB_EXECUTION_ID, DOCUMENTS, ALREADY_SERVICED, STARTED_AT, ENDED_AT, FOLDER
            FROM BACKFLOW_RUN
            """;

    /** In lower case: PostgreSQL's driver quotes the name as it stands, H2 takes either case. */
    private static final String KEY = "run_id";

    private final LedgerDatabase database;
    private final JdbcClient jdbc;

    public Runs(LedgerDatabase database) {
        this.database = database;
        this.jdbc = database.jdbc();
    }

    public Run byId(long runId) {
        return database.alone(() -> jdbc.sql(SELECT + "WHERE RUN_ID = ?")
                .param(runId)
                .query(Runs::read)
                .single());
    }

    /** All runs of one job, or of all jobs when {@code job} is null; oldest first. */
    public List<Run> list(@Nullable String job) {
        if (job == null) {
            return database.alone(() -> jdbc.sql(SELECT + "ORDER BY JOB, RUN_NUMBER")
                    .query(Runs::read)
                    .list());
        }
        return database.alone(() -> jdbc.sql(SELECT + "WHERE JOB = ? ORDER BY RUN_NUMBER")
                .param(job)
                .query(Runs::read)
                .list());
    }

    public Optional<Run> last(String job) {
        return database.alone(() -> jdbc.sql(SELECT + "WHERE JOB = ? ORDER BY RUN_NUMBER DESC LIMIT 1")
                .param(job)
                .query(Runs::read)
                .optional());
    }

    /**
     * Begins the job's next run, with its meter.
     *
     * @param folders where the run of a number keeps its files; its number is above those of all that are there
     * @throws org.springframework.dao.DuplicateKeyException if the job has an unfinished run, or another launcher began
     *     one at the same time
     */
    public Run begin(NewRun run, RunFolders folders) {
        int newest = folders.newest();
        return database.inTransaction(() -> {
            int known = jdbc.sql("SELECT COALESCE(MAX(RUN_NUMBER), 0) FROM BACKFLOW_RUN WHERE JOB = ?")
                    .param(run.job())
                    .query(Integer.class)
                    .single();
            int number = Math.max(known, newest) + 1;
            var key = new GeneratedKeyHolder();
            jdbc.sql("""
                            INSERT INTO BACKFLOW_RUN (JOB, RUN_NUMBER, UNFINISHED, EPOCH, LAUNCHER, BEAT, PHASE, STOPPING,
                              TIER, JOB_FILE_HASH, HOOK_HASH, STARTED_AT, FOLDER)
                            VALUES (?, ?, 1, 1, ?, 0, 'PLAN', FALSE, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            run.job(),
                            number,
                            run.launcher(),
                            run.tier(),
                            run.jobFileHash(),
                            run.hookHash(),
                            at(run.startedAt()),
                            folders.of(number))
                    .update(key, KEY);
            long runId = Objects.requireNonNull(key.getKey()).longValue();
            jdbc.sql("INSERT INTO BACKFLOW_METER (RUN_ID, METER_LIMIT, USED, GRANTED) VALUES (?, ?, 0, 0)")
                    .params(runId, run.limit())
                    .update();
            // A launcher may have been killed after it had closed the run before, and before Spring Batch knew.
            new BatchExecutions(database).failRunning(run.job());
            Failpoint.RUN_BEGIN_IN.hit();
            return byId(runId);
        });
    }

    /**
     * Takes an unfinished run over from a launcher that is gone, in one transaction: a new epoch, a new fence on every
     * unfinished partition, no owner, no living worker, and every Spring Batch execution of the job that was left
     * running set to FAILED, so that it can be restarted.
     *
     * @param seen the run as it was read; nothing happens if it has changed hands since
     * @return the run under its new epoch
     * @throws SupersededException if another launcher was faster
     */
    public Run takeOver(Run seen, String launcher) {
        return database.inTransaction(() -> {
            int taken = jdbc.sql("""
                            UPDATE BACKFLOW_RUN
                            SET EPOCH = EPOCH + 1, LAUNCHER = ?, BEAT = BEAT + 1, STOPPING = FALSE, OUTCOME = NULL,
                                ENDED_AT = NULL
                            WHERE RUN_ID = ? AND EPOCH = ? AND UNFINISHED = 1
                            """).params(launcher, seen.id(), seen.epoch()).update();
            if (taken != 1) {
                throw new SupersededException("Run %d of job '%s' has just been taken over by another launcher."
                        .formatted(seen.number(), seen.job()));
            }
            new Workers(database).declareAllGone(seen.id());
            jdbc.sql("""
                            UPDATE BACKFLOW_PARTITION SET FENCE = FENCE + 1, OWNER = NULL
                            WHERE RUN_ID = ? AND STATE = 'OPEN'
                            """).param(seen.id()).update();
            var executions = new BatchExecutions(database);
            executions.failRunning(seen.job());
            executions.endTasks(seen);
            Failpoint.TAKEOVER_IN.hit();
            return byId(seen.id());
        });
    }

    /**
     * Shows that the launcher lives.
     *
     * @throws SupersededException if the run has been taken over
     */
    public void beat(Run run) {
        guarded(run, "BEAT = BEAT + 1");
    }

    public void enter(Run run, Phase phase) {
        guarded(run, "PHASE = '" + phase.name() + "'");
    }

    public void executing(Run run, long jobExecutionId) {
        guarded(run, "JOB_EXECUTION_ID = ?", jobExecutionId);
    }

    /** Asks for the end of the run in good order: nothing is claimed any more. */
    public void requestStop(Run run) {
        guarded(run, "STOPPING = TRUE");
    }

    /** Records how this execution ended while the run stays unfinished: grants are kept for its resume. */
    public void pause(Run run, RunOutcome outcome, Instant endedAt) {
        guarded(run, "OUTCOME = ?, ENDED_AT = ?", outcome.name(), at(endedAt));
    }

    /**
     * Ends the run for good, in one transaction: owners cleared, fences raised, grants returned, open partitions marked
     * not served. The next start of the job begins a new run.
     */
    public void close(Run run, RunOutcome outcome, Instant endedAt) {
        database.inTransaction(() -> {
            guarded(run, "PHASE = 'ENDED', OUTCOME = ?, ENDED_AT = ?", outcome.name(), at(endedAt));
            new Workers(database).declareAllGone(run.id());
            jdbc.sql("""
                            UPDATE BACKFLOW_PARTITION SET STATE = 'NOT_SERVED', OWNER = NULL, FENCE = FENCE + 1, GRANTED = 0
                            WHERE RUN_ID = ? AND STATE = 'OPEN'
                            """).param(run.id()).update();
            jdbc.sql("UPDATE BACKFLOW_METER SET GRANTED = 0 WHERE RUN_ID = ?")
                    .param(run.id())
                    .update();
            new BatchExecutions(database).endTasks(run);
            // Last, because a change of a unique column waits for all who refer to the row, such as a settle under way.
            guarded(run, "UNFINISHED = NULL");
            Failpoint.RUN_CLOSE_IN.hit();
            return true;
        });
    }

    void guarded(Run run, String assignments, @Nullable Object... values) {
        var statement = jdbc.sql("UPDATE BACKFLOW_RUN SET " + assignments + " WHERE RUN_ID = ? AND EPOCH = ?");
        for (Object value : values) {
            statement = statement.param(value);
        }
        var guarded = statement.param(run.id()).param(run.epoch());
        if (database.alone(guarded::update) != 1) {
            throw new SupersededException(
                    "Run %d of job '%s' has been taken over by another launcher.".formatted(run.number(), run.job()));
        }
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Run read(ResultSet row, int rowNumber) throws SQLException {
        String outcome = row.getString("OUTCOME");
        return new Run(
                row.getLong("RUN_ID"),
                row.getString("JOB"),
                row.getInt("RUN_NUMBER"),
                row.getObject("UNFINISHED") != null,
                row.getInt("EPOCH"),
                row.getString("LAUNCHER"),
                row.getLong("BEAT"),
                Phase.valueOf(row.getString("PHASE")),
                row.getBoolean("STOPPING"),
                outcome == null ? null : RunOutcome.valueOf(outcome),
                row.getString("TIER"),
                row.getString("JOB_FILE_HASH"),
                row.getString("HOOK_HASH"),
                row.getObject("JOB_EXECUTION_ID", Long.class),
                row.getObject("DOCUMENTS", Long.class),
                row.getObject("ALREADY_SERVICED", Long.class),
                row.getObject("STARTED_AT", OffsetDateTime.class).toInstant(),
                instant(row.getObject("ENDED_AT", OffsetDateTime.class)),
                row.getString("FOLDER"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
