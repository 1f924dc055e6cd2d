package dev.backflow.run.aws;

import dev.backflow.hook.SourceChangedException;
import dev.backflow.run.document.UnreadableSourceException;
import dev.backflow.run.file.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The content of a large object. A connection that breaks off is replaced by another that goes on at the same byte of
 * the same pin; at the end, the whole is compared with its checksum. For use by one thread.
 */
final class PinnedContent extends InputStream {
    /** In a row, without a byte between them: each was opened with patience. */
    private static final int MOST_BREAKS = 8;

    private final ObjectContent content;
    private final ContentChecksum checksum;
    private ResponseInputStream<GetObjectResponse> in;
    private long position;
    private int breaks;
    private boolean closed;

    private PinnedContent(ObjectContent content, ResponseInputStream<GetObjectResponse> in) {
        this.content = content;
        this.in = in;
        this.checksum = ContentChecksum.of(in.response());
    }

    static PinnedContent open(ObjectContent content) throws IOException {
        return new PinnedContent(content, content.from(0));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("the document was closed");
        }
        if (length == 0) {
            return 0;
        }
        while (position < content.size()) {
            int count = readOnce(bytes, offset, (int) Math.min(length, content.size() - position));
            if (count > 0) {
                checksum.update(bytes, offset, count);
                position += count;
                breaks = 0;
                if (position == content.size() && !checksum.matches()) {
                    // Not the document's fault: whoever serves it begins again, with another connection.
                    throw unreadable(content.spoiled());
                }
                return count;
            }
        }
        return -1;
    }

    /** @return 0 or less if the connection broke off, and there is a new one now */
    private int readOnce(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = in.read(bytes, offset, length);
            if (count > 0) {
                return count;
            }
            goOn(new IOException("it ended after %d of %d bytes".formatted(position, content.size())));
        } catch (AbortedException e) {
            throw interrupted(e);
        } catch (SdkClientException e) {
            goOn(ObjectContent.broken(e));
        } catch (IOException e) {
            if (e.getClass() == InterruptedIOException.class) {
                throw e;
            }
            goOn(e);
        }
        return 0;
    }

    private void goOn(IOException why) throws IOException {
        in.abort();
        if (++breaks > MOST_BREAKS) {
            throw unreadable(S3Faults.told(why, "s3:GetObject", content.where()));
        }
        try {
            in = content.from(position);
        } catch (AwsServiceException e) {
            throw new SourceChangedException(
                    "%s has changed while it was read".formatted(Printable.of(content.where())), e);
        } catch (StoreException e) {
            throw new UnreadableSourceException(e);
        }
    }

    private static RuntimeException unreadable(IOException fault) throws IOException {
        if (fault instanceof StoreException store) {
            return new UnreadableSourceException(store);
        }
        throw fault;
    }

    private static InterruptedIOException interrupted(AbortedException e) {
        var interrupted = new InterruptedIOException("interrupted while reading from S3");
        interrupted.initCause(e);
        return interrupted;
    }

    /** Breaks the connection off when there is more to come: reading it to its end may take minutes. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            if (position < content.size()) {
                in.abort();
            } else {
                in.close();
            }
        }
    }
}
