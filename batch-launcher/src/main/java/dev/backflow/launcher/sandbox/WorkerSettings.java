package dev.backflow.launcher.sandbox;

import dev.backflow.run.job.Cpu;
import dev.backflow.run.job.DataSize;
import dev.backflow.worker.repository.RepositoryAddress;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What all workers of a run are told, wherever they are started.
 *
 * @param order where the work order is: a path, or {@code s3://bucket/key}
 * @param epoch of the launcher, with which the names of its workers begin
 * @param repository how a worker reaches the job repository; user and password never reach its arguments
 * @param memory the largest heap of one worker; null for what its tier gives
 * @param cpu what one worker is given of a machine that may show it more; null for all of it
 * @param executions what Spring Cloud Task is to call the execution of the worker of that name; no other worker of the
 *     repository's jobs may have the same
 */
public record WorkerSettings(
        String order,
        int epoch,
        RepositoryAddress repository,
        @Nullable DataSize memory,
        @Nullable Cpu cpu,
        UnaryOperator<String> executions) {
    /** Of workers that have all of their machine. */
    public WorkerSettings(
            String order,
            int epoch,
            RepositoryAddress repository,
            @Nullable DataSize memory,
            UnaryOperator<String> executions) {
        this(order, epoch, repository, memory, null, executions);
    }
}
