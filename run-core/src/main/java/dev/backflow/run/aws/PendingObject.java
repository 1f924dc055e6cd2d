package dev.backflow.run.aws;

import dev.backflow.run.store.PendingFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private final OutputStream out = new Content();
    private final List<CompletedPart> parts = new ArrayList<>();
    private @Nullable String upload;
    private boolean committed;

    PendingObject(S3Client s3, String bucket, String key) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public void commit() throws IOException {
        try {
            if (upload == null) {
                s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(buffer.toByteArray()));
            } else {
                sendPart();
                s3.completeMultipartUpload(complete ->
                        complete.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
            }
        } catch (SdkException e) {
            throw RunStoreFaults.told("s3:PutObject", place(), e);
        }
        committed = true;
    }

    private void sendPart() {
        String begun = upload;
        if (begun == null) {
            begun = s3.createMultipartUpload(create -> create.bucket(bucket).key(key))
                    .uploadId();
            upload = begun;
        }
        int number = parts.size() + 1;
        String id = begun;
        String tag = s3.uploadPart(
                        part -> part.bucket(bucket).key(key).uploadId(id).partNumber(number),
                        RequestBody.fromBytes(buffer.toByteArray()))
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        buffer.reset();
    }

    @Override
    public void close() {
        String begun = upload;
        if (committed || begun == null) {
            return;
        }
        try {
            s3.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(begun));
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
                try {
                    sendPart();
                } catch (SdkException e) {
                    throw RunStoreFaults.told("s3:PutObject", place(), e);
                }
            }
        }
    }
}
