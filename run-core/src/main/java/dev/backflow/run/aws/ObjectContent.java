package dev.backflow.run.aws;

import dev.backflow.run.document.FetchedDocument;
import java.io.EOFException;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * How the content of one pinned object is read.
 *
 * @param size bytes, as listed
 */
record ObjectContent(S3Calls calls, String bucket, String key, S3Pin pin, long size) {
    private static final String ACTION = "s3:GetObject";

    /** So that S3 tells the checksum; by header, as asking the SDK for it would have it computed twice. */
    private static final String CHECKSUM_MODE = "x-amz-checksum-mode";

    /** All of it, checked; what breaks off, or is not what S3 keeps, is read again. */
    FetchedDocument fetch() throws IOException {
        return calls.reading(ACTION, where(), () -> {
            try (var in = get(0)) {
                byte[] content = new byte[Math.toIntExact(size)];
                int length = in.readNBytes(content, 0, content.length);
                if (length < content.length) {
                    throw new EOFException("it ends after %d of %d bytes".formatted(length, size));
                }
                var checksum = ContentChecksum.of(in.response());
                checksum.update(content, 0, length);
                if (!checksum.matches()) {
                    throw new IOException("what was read does not match its checksum");
                }
                return new FetchedDocument(
                        content,
                        ObjectMetadata.of(
                                in.response().metadata(), in.response().contentType()));
            }
        });
    }

    /** A stream from some byte on, opened with patience. */
    ResponseInputStream<GetObjectResponse> from(long position) throws IOException {
        return calls.reading(ACTION, where(), () -> get(position));
    }

    /** Asks for the first byte, for the sake of the answer when there is none. */
    void probe() throws IOException {
        var request = GetObjectRequest.builder().bucket(bucket).key(key).range("bytes=0-0");
        pin.to(request);
        calls.call(ACTION, where(), s3 -> s3.getObjectAsBytes(request.build()));
    }

    private ResponseInputStream<GetObjectResponse> get(long position) throws IOException {
        var request = GetObjectRequest.builder().bucket(bucket).key(key);
        pin.to(request);
        if (position > 0) {
            request.range("bytes=" + position + "-");
        } else {
            request.overrideConfiguration(own -> own.putHeader(CHECKSUM_MODE, "ENABLED"));
        }
        var in = calls.client().getObject(request.build());
        Long length = in.response().contentLength();
        if (length == null || length != size - position) {
            in.abort();
            throw new IOException("it has %s bytes from byte %d on, and %d of %d were to come"
                    .formatted(length, position, size - position, size));
        }
        return in;
    }

    /** What the SDK throws unchecked while a content is read. */
    static IOException broken(SdkClientException e) {
        return new IOException(e.getMessage(), e);
    }

    String where() {
        return "s3://" + bucket + "/" + key;
    }

    /** For the fault of a content that was read to its end and is not what S3 keeps. */
    IOException spoiled() {
        return S3Faults.told(new IOException("what was read does not match its checksum"), ACTION, where());
    }
}
