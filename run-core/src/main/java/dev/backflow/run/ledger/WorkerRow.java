package dev.backflow.run.ledger;

/**
 * One worker of a run.
 *
 * @param worker its name, unique in the run
 * @param taskId the id that the task launcher gave it
 * @param beat grows while the worker is alive; compare two readings, never with a clock
 * @param leaving whether it has said that it leaves; it may still own a partition then
 * @param gone whether it has left, or was declared dead
 * @param lost whether it died by itself
 * @param load as of its last beat; {@link WorkerLoad#UNKNOWN} before the first one
 */
public record WorkerRow(
        String worker,
        String taskId,
        int slots,
        long beat,
        boolean leaving,
        boolean gone,
        boolean lost,
        WorkerLoad load) {
    /** A worker that has told nothing of its load. */
    public WorkerRow(String worker, String taskId, int slots, long beat, boolean leaving, boolean gone, boolean lost) {
        this(worker, taskId, slots, beat, leaving, gone, lost, WorkerLoad.UNKNOWN);
    }
}
