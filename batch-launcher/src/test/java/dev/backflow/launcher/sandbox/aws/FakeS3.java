package dev.backflow.launcher.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.S3Error;

/** The buckets of a {@link FakeCloud}. */
final class FakeS3 implements S3Client {
    private static final int PAGE = 1000;

    private final FakeCloud cloud;

    FakeS3(FakeCloud cloud) {
        this.cloud = cloud;
    }

    private FakeBucket bucket(String name) {
        FakeBucket bucket = cloud.buckets.get(name);
        if (bucket == null) {
            throw NoSuchBucketException.builder()
                    .message("The specified bucket does not exist")
                    .statusCode(404)
                    .build();
        }
        return bucket;
    }

    @Override
    public ResponseBytes<GetObjectResponse> getObjectAsBytes(GetObjectRequest request) {
        return cloud.asks("s3:GetObject", () -> {
            String image = cloud.image;
            if (image == null || !request.key().equals("image/worker.json")) {
                throw NoSuchKeyException.builder()
                        .message("The specified key does not exist.")
                        .statusCode(404)
                        .build();
            }
            return ResponseBytes.fromByteArray(
                    GetObjectResponse.builder().build(), image.getBytes(StandardCharsets.UTF_8));
        });
    }

    @Override
    public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
        return cloud.asks("s3:ListBucketVersions", () -> {
            FakeBucket bucket = bucket(request.bucket());
            String from = request.keyMarker() == null ? "" : request.keyMarker() + "\0" + request.versionIdMarker();
            List<ObjectVersion> versions = new ArrayList<>();
            List<DeleteMarkerEntry> markers = new ArrayList<>();
            String last = "";
            boolean more = false;
            for (Map.Entry<String, Boolean> each :
                    bucket.versions.tailMap(from, false).entrySet()) {
                if (versions.size() + markers.size() == PAGE) {
                    more = true;
                    break;
                }
                if (each.getValue()) {
                    markers.add(DeleteMarkerEntry.builder()
                            .key(FakeBucket.key(each.getKey()))
                            .versionId(FakeBucket.id(each.getKey()))
                            .build());
                } else {
                    versions.add(ObjectVersion.builder()
                            .key(FakeBucket.key(each.getKey()))
                            .versionId(FakeBucket.id(each.getKey()))
                            .build());
                }
                last = each.getKey();
            }
            return ListObjectVersionsResponse.builder()
                    .versions(versions)
                    .deleteMarkers(markers)
                    .isTruncated(more)
                    .nextKeyMarker(more ? FakeBucket.key(last) : null)
                    .nextVersionIdMarker(more ? FakeBucket.id(last) : null)
                    .build();
        });
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
        return cloud.changes("s3:DeleteObjectVersion", () -> {
            FakeBucket bucket = bucket(request.bucket());
            if (request.delete().objects().size() > PAGE) {
                throw CloudFaults.service("s3:DeleteObjectVersion", "MalformedXML", "more than 1000", 400);
            }
            List<S3Error> errors = new ArrayList<>();
            for (ObjectIdentifier each : request.delete().objects()) {
                if (cloud.has(FakeCloud.Sabotage.VERSIONS_KEPT)) {
                    if (bucket.versions.size() < PAGE) {
                        bucket.mark(each.key());
                    }
                } else if (bucket.stubborn > 0) {
                    bucket.stubborn--;
                    errors.add(S3Error.builder()
                            .key(each.key())
                            .code("InternalError")
                            .message("We encountered an internal error.")
                            .build());
                } else {
                    bucket.versions.remove(each.key() + "\0" + each.versionId());
                }
            }
            return DeleteObjectsResponse.builder().errors(errors).build();
        });
    }

    @Override
    public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
        return cloud.asks(
                "s3:ListBucketMultipartUploads",
                () -> ListMultipartUploadsResponse.builder()
                        .uploads(bucket(request.bucket()).uploads.stream()
                                .map(each -> MultipartUpload.builder()
                                        .key(FakeBucket.key(each))
                                        .uploadId(FakeBucket.id(each))
                                        .build())
                                .toList())
                        .isTruncated(false)
                        .build());
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        return cloud.changes("s3:AbortMultipartUpload", () -> {
            if (!cloud.has(FakeCloud.Sabotage.UPLOADS_KEPT)) {
                bucket(request.bucket()).uploads.remove(request.key() + "\0" + request.uploadId());
            }
            return AbortMultipartUploadResponse.builder().build();
        });
    }

    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest request) {
        return cloud.asks("s3:ListBucket", () -> {
            bucket(request.bucket());
            return HeadBucketResponse.builder().build();
        });
    }

    @Override
    public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request) {
        return cloud.asks("s3:GetBucketPolicy", () -> {
            FakeBucket bucket = bucket(request.bucket());
            if (bucket.policy.isEmpty()) {
                throw CloudFaults.service("s3:GetBucketPolicy", "NoSuchBucketPolicy", "There is no policy", 404);
            }
            return GetBucketPolicyResponse.builder().policy(bucket.policy).build();
        });
    }

    @Override
    public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest request) {
        return cloud.changes("s3:PutBucketPolicy", () -> {
            bucket(request.bucket()).policy = request.policy();
            return PutBucketPolicyResponse.builder().build();
        });
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {}
}
