package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.Location;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.job.TaskSize;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The parameters of a sandbox's stack, which follow from the base and the job file alone. */
final class SandboxParameters {
    private static final int POSTGRES_PORT = 5432;
    private static final int LOG_RETENTION_DAYS = 14;

    /** What means something else in a policy, or cannot be in one (source: IAM API reference, PutRolePolicy). */
    private static final Pattern OF_POLICIES = Pattern.compile("[*?$]|[^\\x20-\\xFF]");

    private final Base base;

    SandboxParameters(Base base) {
        this.base = base;
    }

    /**
     * @param image with its digest
     * @param network the addresses of its own
     * @param files where the run's files are, below the base's bucket
     * @throws SandboxException if the job's documents or results are not in S3
     */
    Map<String, String> of(JobFile file, String image, S3Location files, String network) {
        S3Location source = inS3(file.source(), "source");
        S3Location results = inS3(file.results(), "results");
        TaskSize size = file.workers().taskSize();
        var repository = file.repository();
        String secret = repository == null || repository.workerSecret() == null
                ? base.workerSecretArn()
                : repository.workerSecret();
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("Access", String.valueOf(file.access()));
        parameters.put("Cpu", Integer.toString(size.cpu().units()));
        parameters.put("Memory", Long.toString(size.memory().megabytes()));
        parameters.put("Image", image);
        parameters.put("BaseBucket", base.baseBucket());
        parameters.put("RunPrefix", files.prefix());
        parameters.put("SourceBucket", source.bucket());
        parameters.put("SourcePrefix", source.prefix());
        parameters.put("ResultsBucket", results.bucket());
        parameters.put("ResultsPrefix", results.prefix());
        parameters.put("WorkerSecretArn", secret);
        parameters.put("VpcCidr", network);
        parameters.put("BaseVpcId", base.vpcId());
        parameters.put("BaseVpcCidr", base.vpcCidr());
        parameters.put("BaseRouteTableIds", String.join(",", base.routeTableIds()));
        parameters.put("DatabaseSecurityGroupId", base.databaseSecurityGroupId());
        parameters.put("DatabasePort", Integer.toString(port(database(file))));
        parameters.put("ScheduleGroup", base.scheduleGroup());
        parameters.put("ReaperRoleArn", base.reaperRoleArn());
        parameters.put("PermissionsBoundaryArn", base.permissionsBoundaryArn());
        parameters.put("LauncherArn", base.launcherArn());
        parameters.put("S3PrefixListId", base.s3PrefixListId());
        parameters.put("AlarmTopicArn", base.alarmTopicArn());
        parameters.put("LogRetentionDays", Integer.toString(LOG_RETENTION_DAYS));
        return parameters;
    }

    private static S3Location inS3(Location location, String key) {
        if (location instanceof S3Location there) {
            if (OF_POLICIES.matcher(there.prefix()).find()) {
                throw new SandboxException(
                        SandboxException.Kind.WRONG,
                        "With tier: fargate, the prefix of %s is part of a policy of IAM, which takes * and ? for anything, $ for a variable, and no letters outside of Latin: %s. Use another prefix."
                                .formatted(key, location));
            }
            return there;
        }
        throw new SandboxException(
                SandboxException.Kind.WRONG,
                "With tier: fargate, %s has to be in S3, but is %s. Write s3://BUCKET/PREFIX/."
                        .formatted(key, location));
    }

    /** JDBC, of the job repository. */
    String database(JobFile file) {
        return file.repository() == null
                ? base.databaseUrl()
                : file.repository().url();
    }

    static int port(String jdbcUrl) {
        int port = URI.create(jdbcUrl.substring("jdbc:".length())).getPort();
        return port < 0 ? POSTGRES_PORT : port;
    }
}
