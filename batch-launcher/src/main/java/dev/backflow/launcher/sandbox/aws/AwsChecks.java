package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.S3Location;
import java.util.List;

/**
 * Looks at everything in AWS that a run on Fargate needs, before anything is spent: all of it, whatever is found. No
 * call makes or changes anything that lasts; the right to write is tried by an upload that is begun and given up.
 *
 * <p>What only a deployment shows is not among it: the rights to create stacks, schedules and tasks.
 */
public final class AwsChecks {
    private final AwsClients clients;

    public AwsChecks(AwsClients clients) {
        this.clients = clients;
    }

    /** The checks for a job, with the SDK's own credentials and the job's region. */
    public static List<AwsCheck> now(JobFile job) {
        try (var clients = AwsClients.open(job.aws().region())) {
            return new AwsChecks(clients).of(job);
        } catch (SandboxException e) {
            return List.of(new AwsCheck("region", e.kind(), String.valueOf(e.getMessage())));
        }
    }

    /**
     * The checks for a job, in the order in which a run needs what they look at. Without credentials there is one.
     *
     * @param job with {@code tier: fargate}
     */
    public List<AwsCheck> of(JobFile job) {
        var checks = new AwsCheckList();
        String identity = checks.call(
                "credentials",
                "sts:GetCallerIdentity",
                "any resource",
                () -> clients.sts().getCallerIdentity(request -> {}).arn());
        if (identity == null) {
            return checks.all();
        }
        checks.fine("credentials", identity + " in " + clients.region());
        Base base = new BaseCheck(clients, checks).find(job.aws());
        new ImageCheck(clients, checks).look(job.aws(), base, identity);
        var buckets = new BucketChecks(clients, checks);
        if (job.source() instanceof S3Location source) {
            buckets.readable("source", source);
        }
        if (job.results() instanceof S3Location results) {
            buckets.writable("results", results);
        }
        if (base != null) {
            buckets.writable("base bucket", new S3Location(base.baseBucket(), "jobs/"));
            new ServiceChecks(clients, checks).look(base, job.repository());
        }
        return checks.all();
    }
}
