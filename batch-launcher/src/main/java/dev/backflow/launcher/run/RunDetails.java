package dev.backflow.launcher.run;

/**
 * One run, looked at closely.
 *
 * @param row what the list of runs tells
 * @param tier where its documents are served
 * @param phase the last phase that the run entered
 * @param completed documents completed
 * @param exhausted documents whose attempts were used up
 * @param rejected documents that the hook's authorization refused
 * @param open documents that have no outcome yet, or never got one because of the limit
 * @param partitionsDone partitions that are done
 * @param partitions all partitions
 * @param results where the results are
 */
public record RunDetails(
        RunRow row,
        String tier,
        String phase,
        long completed,
        long exhausted,
        long rejected,
        long open,
        int partitionsDone,
        int partitions,
        String results) {}
