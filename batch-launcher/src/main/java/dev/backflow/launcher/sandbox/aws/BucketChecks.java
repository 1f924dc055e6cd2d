package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.job.S3Location;
import java.util.List;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Whether a run may use its buckets as it will have to. */
final class BucketChecks {
    private final AwsClients clients;
    private final AwsCheckList checks;

    BucketChecks(AwsClients clients, AwsCheckList checks) {
        this.clients = clients;
        this.checks = checks;
    }

    void readable(String subject, S3Location source) {
        List<S3Object> first = checks.call(
                subject,
                "s3:ListBucket",
                bucketArn(source),
                () -> clients.s3()
                        .listObjectsV2(request -> request.bucket(source.bucket())
                                .prefix(source.prefix())
                                .maxKeys(1))
                        .contents());
        if (first == null) {
            return;
        }
        if (first.isEmpty()) {
            checks.fine(subject, source + " can be listed, and is empty");
            return;
        }
        String key = first.get(0).key();
        Object read = checks.call(
                subject,
                "s3:GetObject",
                bucketArn(source) + "/" + key,
                () -> clients.s3()
                        .headObject(request -> request.bucket(source.bucket()).key(key)));
        if (read != null) {
            checks.fine(subject, source + " can be listed and read");
        }
    }

    /** An upload in parts is invisible until it is completed, and needs the right to write from its begin on. */
    void writable(String subject, S3Location location) {
        String key = location.key(".backflow-doctor");
        String upload = checks.call(
                subject,
                "s3:PutObject",
                bucketArn(location) + "/" + key,
                () -> clients.s3()
                        .createMultipartUpload(
                                request -> request.bucket(location.bucket()).key(key))
                        .uploadId());
        if (upload == null) {
            return;
        }
        Object given = checks.call(
                subject,
                "s3:AbortMultipartUpload",
                bucketArn(location) + "/" + key,
                () -> clients.s3()
                        .abortMultipartUpload(request ->
                                request.bucket(location.bucket()).key(key).uploadId(upload)));
        if (given != null) {
            checks.fine(subject, location + " can be written");
        }
    }

    private static String bucketArn(S3Location location) {
        return "arn:aws:s3:::" + location.bucket();
    }
}
