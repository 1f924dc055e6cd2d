package dev.backflow.run.aws;

import dev.backflow.run.job.S3Location;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Removes many objects, a page at a time. Where the bucket keeps versions, its lifecycle removes those later. */
final class S3Removal {
    private final S3Calls calls;
    private final S3Location place;

    S3Removal(S3Calls calls, S3Location place) {
        this.calls = calls;
        this.place = place;
    }

    /** Removes all whose names below the place begin so. */
    void remove(String prefix) throws IOException {
        String where = place + prefix;
        while (true) {
            ListObjectsV2Response page = calls.call(
                    "s3:ListBucket",
                    where,
                    s3 -> s3.listObjectsV2(list -> list.bucket(place.bucket()).prefix(place.key(prefix))));
            List<ObjectIdentifier> keys = page.contents().stream()
                    .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                    .toList();
            if (keys.isEmpty()) {
                return;
            }
            var delete = Delete.builder().objects(keys).quiet(true).build();
            DeleteObjectsResponse answer = calls.call(
                    "s3:DeleteObject",
                    where,
                    s3 -> s3.deleteObjects(
                            request -> request.bucket(place.bucket()).delete(delete)));
            if (answer.hasErrors() && !answer.errors().isEmpty()) {
                S3Error first = answer.errors().get(0);
                throw new IOException("%s cannot be removed: %s %s"
                        .formatted(Printable.of(first.key()), first.code(), first.message()));
            }
        }
    }
}
