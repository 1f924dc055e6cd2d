package dev.backflow.run.aws;

import dev.backflow.run.file.Cursor;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.store.PendingFile;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Keeps the files of a run as objects below a prefix, each under its name. An object appears whole or not at all, so
 * that here a file that is replaced and one that is written are the same.
 */
public final class S3RunStore implements RunStore {
    /** Source: S3 API reference, ListObjectsV2, parameter {@code max-keys}. */
    private static final int LARGEST_PAGE = 1_000;

    private final S3Calls calls;
    private final S3Location location;
    private final int pageSize;

    /** @param s3 closed by whoever made it */
    public S3RunStore(S3Client s3, S3Location location) {
        this(new S3Calls(() -> s3, S3Patience.real()), location, LARGEST_PAGE);
    }

    S3RunStore(S3Calls calls, S3Location location, int pageSize) {
        this.calls = calls;
        this.location = location;
        this.pageSize = pageSize;
    }

    @Override
    public S3Location location() {
        return location;
    }

    @Override
    public String place(String name) {
        return location + name;
    }

    @Override
    public PendingFile replace(String name) {
        return write(name);
    }

    @Override
    public PendingFile write(String name) {
        return new PendingObject(calls, location.bucket(), location.key(name));
    }

    @Override
    public InputStream read(String name, long fromByte) throws IOException {
        return ObjectStream.open(calls, location.bucket(), location.key(name), fromByte);
    }

    @Override
    public boolean exists(String name) throws IOException {
        try {
            calls.call(
                    "s3:GetObject",
                    place(name),
                    s3 -> s3.headObject(head -> head.bucket(location.bucket()).key(location.key(name))));
            return true;
        } catch (AwsServiceException e) {
            return false;
        }
    }

    @Override
    public Cursor<String> list(String prefix) {
        return new Cursor<>() {
            private @Nullable ListObjectsV2Response page;
            private Iterator<S3Object> objects = Collections.emptyIterator();

            @Override
            public @Nullable String next() throws IOException {
                while (!objects.hasNext()) {
                    ListObjectsV2Response before = page;
                    if (before != null && !Boolean.TRUE.equals(before.isTruncated())) {
                        return null;
                    }
                    var after = page(prefix, before == null ? null : before.nextContinuationToken());
                    page = after;
                    objects = after.contents().iterator();
                }
                return name(objects.next());
            }

            @Override
            public void close() {}
        };
    }

    private ListObjectsV2Response page(String prefix, @Nullable String token) throws IOException {
        return calls.call(
                "s3:ListBucket",
                place(prefix),
                s3 -> s3.listObjectsV2(list -> list.bucket(location.bucket())
                        .prefix(location.key(prefix))
                        .maxKeys(pageSize)
                        .continuationToken(token)));
    }

    private String name(S3Object object) {
        return object.key().substring(location.prefix().length());
    }

    @Override
    public void delete(String name) throws IOException {
        try {
            calls.call(
                    "s3:DeleteObject",
                    place(name),
                    s3 -> s3.deleteObject(
                            delete -> delete.bucket(location.bucket()).key(location.key(name))));
        } catch (AwsServiceException e) {
            // A store that says so of an object that was not there.
            return;
        }
    }
}
