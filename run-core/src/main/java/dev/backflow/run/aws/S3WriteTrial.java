package dev.backflow.run.aws;

import dev.backflow.run.job.S3Location;
import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Finds out whether objects may be put into a place, and leaves none there. */
final class S3WriteTrial {
    private static final String NAME = ".backflow-trial";

    private final S3Calls calls;
    private final S3Location place;

    S3WriteTrial(S3Calls calls, S3Location place) {
        this.calls = calls;
        this.place = place;
    }

    /** @throws dev.backflow.run.file.StoreException if they may not */
    void perform() throws IOException {
        String key = place.key(NAME);
        String upload = calls.call(
                "s3:PutObject",
                place.shown(),
                s3 -> s3.createMultipartUpload(
                                request -> request.bucket(place.bucket()).key(key))
                        .uploadId());
        try {
            calls.call(
                    "s3:AbortMultipartUpload",
                    place.shown(),
                    s3 -> s3.abortMultipartUpload(
                            request -> request.bucket(place.bucket()).key(key).uploadId(upload)));
        } catch (AwsServiceException e) {
            // Somebody else gave it up first, such as a rule of the bucket.
        }
    }
}
