package dev.backflow.worker.lease;

/**
 * What a worker is called.
 *
 * @param worker unique within the run, such as {@code w2-1}: the first worker under epoch 2
 * @param taskId what the task launcher calls it
 */
public record WorkerName(String worker, String taskId) {
    public WorkerName {
        if (worker.isBlank() || taskId.isBlank()) {
            throw new IllegalArgumentException("a worker needs a name and a task id");
        }
    }
}
