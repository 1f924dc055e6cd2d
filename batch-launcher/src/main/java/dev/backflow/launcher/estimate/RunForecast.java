package dev.backflow.launcher.estimate;

import dev.backflow.run.job.JobFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What a run of a job on Fargate would deploy, take and cost.
 *
 * @param resources what the stack of the run has
 */
public record RunForecast(TemplateResources resources, Estimate estimate) {
    /**
     * Looks at the ledgers of earlier runs, and else only adds up.
     *
     * @param documents that are new or changed
     * @param bytes of all of them
     * @param serves how many the run serves at most
     * @param maxWorkers at the same time
     * @param jobFolder what outlives the job's runs; need not exist
     */
    public static RunForecast of(
            JobFile job, long documents, long bytes, long serves, int maxWorkers, Path jobFolder, PriceTable prices)
            throws IOException {
        var resources = TemplateResources.ofSandbox();
        var size = job.workers().taskSize();
        long served = documents == 0 ? 0 : Math.round((double) bytes * serves / documents);
        var load = new Load(
                documents,
                serves,
                served,
                job.resultLayout(),
                job.backup(),
                size,
                Objects.requireNonNullElse(job.workers().min(), 1),
                maxWorkers,
                resources.endpointZones());
        var measured =
                new EarlierRuns(jobFolder).documentTime(size, job.workers().slotsPerProcess());
        var time = DocumentTime.of(measured, serves, served, size);
        return new RunForecast(resources, new Estimates(prices).of(load, time, job.deadline()));
    }
}
