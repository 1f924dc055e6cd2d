package dev.backflow.worker.step;

import dev.backflow.run.ledger.SettledChunk;
import java.util.Objects;
import org.springframework.batch.core.step.StepExecution;

/**
 * The counts of a step execution as the database has them: they grow by a chunk inside the transaction that makes it
 * true, and go back when that is rolled back. Otherwise the last update of the step would tell of documents that another
 * lease serves, and be refused for its version.
 */
final class StepCounts {
    private final StepExecution execution;
    private final int version;
    private final long read;
    private final long written;
    private final long skipped;
    private final long filtered;
    private final long commits;

    StepCounts(StepExecution execution) {
        this.execution = execution;
        this.version = Objects.requireNonNull(execution.getVersion(), "a step execution that was stored has a version");
        this.read = execution.getReadCount();
        this.written = execution.getWriteCount();
        this.skipped = execution.getProcessSkipCount();
        this.filtered = execution.getFilterCount();
        this.commits = execution.getCommitCount();
    }

    /** Exhausted documents are skipped, rejected ones filtered, completed ones written. */
    void add(SettledChunk chunk) {
        execution.setReadCount(read + chunk.endOrdinal() - chunk.firstOrdinal());
        execution.setWriteCount(written + chunk.completed());
        execution.setProcessSkipCount(skipped + chunk.exhausted());
        execution.setFilterCount(filtered + chunk.rejected());
        execution.setCommitCount(commits + 1);
    }

    void restore() {
        execution.setVersion(version);
        execution.setReadCount(read);
        execution.setWriteCount(written);
        execution.setProcessSkipCount(skipped);
        execution.setFilterCount(filtered);
        execution.setCommitCount(commits);
    }
}
