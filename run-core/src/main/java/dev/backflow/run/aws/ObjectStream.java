package dev.backflow.run.aws;

import dev.backflow.run.file.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * One object, read forwards block by block: each block is a call of its own, so that no connection stays open while a
 * hook works between two lines of a manifest. All blocks are of one version. Blocks grow, as whoever reads on is likely
 * to read all.
 */
final class ObjectStream extends InputStream {
    private static final int FIRST_BLOCK = 256 * 1024;
    private static final int LARGEST_BLOCK = 8 * 1024 * 1024;

    private final S3Calls calls;
    private final String bucket;
    private final String key;
    private byte[] block = new byte[0];
    private int at;
    private long position;
    private long end = Long.MAX_VALUE;
    private int blockSize = FIRST_BLOCK;
    private @Nullable String version;

    private ObjectStream(S3Calls calls, String bucket, String key, long position) {
        this.calls = calls;
        this.bucket = bucket;
        this.key = key;
        this.position = position;
    }

    /** @throws NoSuchFileException if there is no such object */
    static ObjectStream open(S3Calls calls, String bucket, String key, long fromByte) throws IOException {
        var stream = new ObjectStream(calls, bucket, key, fromByte);
        stream.fetch();
        return stream;
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : block[at++] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int count = Math.min(length, block.length - at);
        System.arraycopy(block, at, buffer, offset, count);
        at += count;
        return count;
    }

    private boolean isAtEnd() throws IOException {
        if (at == block.length && position < end) {
            fetch();
        }
        return at == block.length;
    }

    private void fetch() throws IOException {
        String range = "bytes=%d-%d".formatted(position, position + blockSize - 1);
        ResponseBytes<GetObjectResponse> answer;
        try {
            answer = calls.call(
                    "s3:GetObject",
                    place(),
                    s3 -> s3.getObject(
                            get -> get.bucket(bucket).key(key).range(range).ifMatch(version),
                            ResponseTransformer.toBytes()));
        } catch (AwsServiceException e) {
            if (S3Faults.isMissing(e)) {
                throw new NoSuchFileException(place());
            }
            throw new IOException("%s has changed while it was read".formatted(place()), e);
        } catch (StoreException e) {
            if (S3Faults.isBehindTheEnd(e)) {
                end = position;
                return;
            }
            throw e;
        }
        block = answer.asByteArrayUnsafe();
        at = 0;
        position += block.length;
        version = answer.response().eTag();
        end = size(answer.response());
        blockSize = Math.min(LARGEST_BLOCK, blockSize * 2);
    }

    /** From {@code Content-Range: bytes 0-9/100}. */
    private static long size(GetObjectResponse answer) {
        String range = answer.contentRange();
        return range == null ? answer.contentLength() : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
    }

    private String place() {
        return "s3://" + bucket + "/" + key;
    }
}
