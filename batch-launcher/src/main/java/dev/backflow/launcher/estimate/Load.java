package dev.backflow.launcher.estimate;

import dev.backflow.run.job.Backup;
import dev.backflow.run.job.ResultLayout;
import dev.backflow.run.job.TaskSize;

/**
 * What a run on Fargate has to do, and with what.
 *
 * @param listed documents of the source that are new or changed; all are listed
 * @param serves documents that the run serves at most
 * @param bytes of the documents that it serves
 * @param minWorkers 1 or more
 * @param maxWorkers at least minWorkers
 * @param endpointZones interface endpoints, each counted in every zone it is in
 */
public record Load(
        long listed,
        long serves,
        long bytes,
        ResultLayout layout,
        Backup backup,
        TaskSize size,
        int minWorkers,
        int maxWorkers,
        int endpointZones) {
    public Load {
        if (listed < serves || serves < 0 || bytes < 0) {
            throw new IllegalArgumentException("documents and bytes count from 0, and all served ones are listed");
        }
        if (minWorkers < 1 || maxWorkers < minWorkers) {
            throw new IllegalArgumentException("workers are 1 or more, and at most max");
        }
    }
}
