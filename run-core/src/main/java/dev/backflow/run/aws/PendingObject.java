package dev.backflow.run.aws;

import dev.backflow.run.store.PendingFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object in the making: one call when it is committed, as long as it fits into memory; a larger one goes there in
 * parts meanwhile. It is there with its commit, and before it nothing is.
 */
final class PendingObject implements PendingFile {
    /** Ten thousand parts, which is as many as an object may have, are 80 GB. */
    private static final int PART_BYTES = 8 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(PendingObject.class);

    private final S3Calls calls;
    private final String bucket;
    private final String key;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private final OutputStream out = new Content();
    private final List<CompletedPart> parts = new ArrayList<>();
    private @Nullable String upload;
    private boolean committed;

    PendingObject(S3Calls calls, String bucket, String key) {
        this.calls = calls;
        this.bucket = bucket;
        this.key = key;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public void commit() throws IOException {
        String begun = upload;
        if (begun == null) {
            byte[] content = buffer.toByteArray();
            make(s3 -> s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content)));
        } else {
            sendPart();
            make(s3 -> s3.completeMultipartUpload(complete ->
                    complete.bucket(bucket).key(key).uploadId(begun).multipartUpload(all -> all.parts(parts))));
        }
        committed = true;
    }

    private void sendPart() throws IOException {
        String begun = upload;
        if (begun == null) {
            begun = make(s3 -> s3.createMultipartUpload(
                            create -> create.bucket(bucket).key(key)))
                    .uploadId();
            upload = begun;
        }
        int number = parts.size() + 1;
        String id = begun;
        byte[] content = buffer.toByteArray();
        String tag = make(s3 -> s3.uploadPart(
                        part -> part.bucket(bucket).key(key).uploadId(id).partNumber(number),
                        RequestBody.fromBytes(content)))
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        buffer.reset();
    }

    /** Patiently: what is sent twice is there once. */
    private <T> T make(Function<S3Client, T> call) throws IOException {
        try {
            return calls.call("s3:PutObject", place(), call);
        } catch (AwsServiceException e) {
            // The upload is gone: dropped by somebody, or ended by a call whose answer was lost.
            throw S3Faults.told(e, "s3:PutObject", place());
        }
    }

    @Override
    public void close() {
        String begun = upload;
        if (committed || begun == null) {
            return;
        }
        try {
            calls.client()
                    .abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(begun));
        } catch (SdkException e) {
            // The bucket's own rule takes it away a day later; whatever is going on here is to be told first.
            LOG.warn("The unfinished upload of {} could not be dropped: {}", place(), e.getMessage());
        }
    }

    private String place() {
        return "s3://" + bucket + "/" + key;
    }

    private final class Content extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            buffer.write(bytes, offset, length);
            if (buffer.size() >= PART_BYTES) {
                sendPart();
            }
        }
    }
}
