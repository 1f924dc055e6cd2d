package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.aws.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Empties a run's bucket, as a stack with a bucket that holds anything cannot be deleted. */
final class BucketEmptying {
    private static final int MOST_PASSES = 4;
    private static final int MOST_TOLD = 5;
    private static final String DENIAL = "BackflowTeardown";

    private final S3Client client;
    private final Calls calls;

    BucketEmptying(S3Client client, Calls calls) {
        this.client = client;
        this.calls = calls;
    }

    /**
     * Removes all versions, delete markers and unfinished uploads. A bucket that does not exist is empty.
     *
     * @return what could not be removed, the first few with their reasons; empty when the bucket was found empty
     */
    List<String> empty(String bucket) {
        List<String> faults = new ArrayList<>();
        for (int pass = 1; pass <= MOST_PASSES; pass++) {
            faults.clear();
            boolean noVersions = removeVersions(bucket, faults);
            boolean noUploads = abortUploads(bucket, faults);
            if (noVersions && noUploads) {
                return List.of();
            }
        }
        if (faults.isEmpty()) {
            faults.add("bucket %s is being written to".formatted(bucket));
        }
        return faults.subList(0, Math.min(faults.size(), MOST_TOLD));
    }

    /** @return whether there was nothing */
    private boolean removeVersions(String bucket, List<String> faults) {
        boolean clean = true;
        var pages = Pages.<ListObjectVersionsResponse>whileTruncated(
                before -> calls.ask(
                        "s3:ListBucketVersions",
                        "bucket " + bucket,
                        () -> existing(() -> client.listObjectVersions(list -> list.bucket(bucket)
                                        .keyMarker(before == null ? null : before.nextKeyMarker())
                                        .versionIdMarker(before == null ? null : before.nextVersionIdMarker())))
                                .orElse(null)),
                ListObjectVersionsResponse::isTruncated);
        for (ListObjectVersionsResponse page : pages) {
            List<ObjectIdentifier> found = identifiers(page);
            if (!found.isEmpty()) {
                clean = false;
                delete(bucket, found, faults);
            }
        }
        return clean;
    }

    private static List<ObjectIdentifier> identifiers(ListObjectVersionsResponse page) {
        List<ObjectIdentifier> found = new ArrayList<>();
        for (ObjectVersion each : page.versions()) {
            found.add(ObjectIdentifier.builder()
                    .key(each.key())
                    .versionId(each.versionId())
                    .build());
        }
        for (DeleteMarkerEntry each : page.deleteMarkers()) {
            found.add(ObjectIdentifier.builder()
                    .key(each.key())
                    .versionId(each.versionId())
                    .build());
        }
        return found;
    }

    /** A page has at most 1000, which is as many as one request may name (source: S3 API reference, DeleteObjects). */
    private void delete(String bucket, List<ObjectIdentifier> found, List<String> faults) {
        Optional<DeleteObjectsResponse> answer = calls.change(
                "s3:DeleteObjectVersion",
                "bucket " + bucket,
                () -> existing(() -> client.deleteObjects(request -> request.bucket(bucket)
                        .delete(delete -> delete.objects(found).quiet(true)))));
        answer.ifPresent(deleted -> deleted.errors()
                .forEach(error -> faults.add("object %s in bucket %s: %s %s"
                        .formatted(error.key(), bucket, error.code(), error.message()))));
    }

    private boolean abortUploads(String bucket, List<String> faults) {
        boolean clean = true;
        var pages = Pages.<ListMultipartUploadsResponse>whileTruncated(
                before -> calls.ask(
                        "s3:ListBucketMultipartUploads",
                        "bucket " + bucket,
                        () -> existing(() -> client.listMultipartUploads(list -> list.bucket(bucket)
                                        .keyMarker(before == null ? null : before.nextKeyMarker())
                                        .uploadIdMarker(before == null ? null : before.nextUploadIdMarker())))
                                .orElse(null)),
                ListMultipartUploadsResponse::isTruncated);
        for (ListMultipartUploadsResponse page : pages) {
            for (MultipartUpload each : page.uploads()) {
                clean = false;
                abort(bucket, each, faults);
            }
        }
        return clean;
    }

    private void abort(String bucket, MultipartUpload upload, List<String> faults) {
        calls.change("s3:AbortMultipartUpload", "bucket " + bucket, () -> {
            try {
                return existing(() -> client.abortMultipartUpload(
                        request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
            } catch (NoSuchUploadException e) {
                return Optional.empty();
            } catch (S3Exception e) {
                if (AwsFault.of(e) != AwsFault.REFUSED) {
                    throw e;
                }
                faults.add("upload of %s in bucket %s: %s".formatted(upload.key(), bucket, AwsFault.words(e)));
                return Optional.empty();
            }
        });
    }

    /** Has the bucket take nothing more, for a writer that would go on filling it. Its other rules stay. */
    void close(String bucket, String partition) {
        String denied = policy(bucket, partition);
        calls.change(
                "s3:PutBucketPolicy",
                "bucket " + bucket,
                () -> existing(() ->
                        client.putBucketPolicy(request -> request.bucket(bucket).policy(denied))));
    }

    private String policy(String bucket, String partition) {
        var mapper = JsonMapper.shared();
        String now = calls.ask("s3:GetBucketPolicy", "bucket " + bucket, () -> {
            try {
                return client.getBucketPolicy(request -> request.bucket(bucket)).policy();
            } catch (S3Exception e) {
                if (AwsFault.of(e) == AwsFault.REFUSED) {
                    return "";
                }
                throw e;
            }
        });
        ObjectNode policy = now == null || now.isEmpty()
                ? mapper.createObjectNode().put("Version", "2012-10-17")
                : (ObjectNode) mapper.readTree(now);
        ArrayNode statements = policy.get("Statement") instanceof ArrayNode some ? some : policy.putArray("Statement");
        statements.removeIf(statement -> statement.path("Sid").asString("").equals(DENIAL));
        statements
                .addObject()
                .put("Sid", DENIAL)
                .put("Effect", "Deny")
                .put("Principal", "*")
                .put("Action", "s3:PutObject")
                .put("Resource", "arn:%s:s3:::%s/*".formatted(partition, bucket));
        return mapper.writeValueAsString(policy);
    }

    /** Whether the bucket is there. */
    boolean exists(String bucket) {
        return calls.ask(
                        "s3:ListBucket",
                        "bucket " + bucket,
                        () -> existing(() -> client.headBucket(request -> request.bucket(bucket))))
                .isPresent();
    }

    private interface Call<T> {
        T make();
    }

    private static <T> Optional<T> existing(Call<T> call) {
        try {
            return Optional.of(call.make());
        } catch (S3Exception e) {
            if (AwsFault.code(e).equals("NoSuchBucket") || e.statusCode() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
