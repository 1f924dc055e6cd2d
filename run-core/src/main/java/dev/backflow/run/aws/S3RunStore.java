package dev.backflow.run.aws;

import dev.backflow.run.file.Cursor;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.store.PendingFile;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Keeps the files of a run as objects below a prefix, each under its name. An object appears whole or not at all, so
 * that here a file that is replaced and one that is written are the same.
 */
public final class S3RunStore implements RunStore {
    /** Source: S3 API reference, ListObjectsV2, parameter {@code max-keys}. */
    private static final int LARGEST_PAGE = 1_000;

    private final S3Client s3;
    private final S3Location location;
    private final int pageSize;

    /** @param s3 closed by whoever made it */
    public S3RunStore(S3Client s3, S3Location location) {
        this(s3, location, LARGEST_PAGE);
    }

    S3RunStore(S3Client s3, S3Location location, int pageSize) {
        this.s3 = s3;
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
        return new PendingObject(s3, location.bucket(), location.key(name));
    }

    @Override
    public InputStream read(String name, long fromByte) throws IOException {
        return ObjectStream.open(s3, location.bucket(), location.key(name), fromByte);
    }

    @Override
    public boolean exists(String name) throws IOException {
        try {
            s3.headObject(head -> head.bucket(location.bucket()).key(location.key(name)));
            return true;
        } catch (SdkException e) {
            if (RunStoreFaults.isMissing(e)) {
                return false;
            }
            throw RunStoreFaults.told("s3:GetObject", place(name), e);
        }
    }

    @Override
    public Cursor<String> list(String prefix) throws IOException {
        try {
            var pages = s3.listObjectsV2Paginator(list ->
                    list.bucket(location.bucket()).prefix(location.key(prefix)).maxKeys(pageSize));
            var objects = pages.contents().iterator();
            return new Cursor<>() {
                @Override
                public @Nullable String next() throws IOException {
                    try {
                        return objects.hasNext() ? name(objects.next()) : null;
                    } catch (SdkException e) {
                        throw RunStoreFaults.told("s3:ListBucket", place(prefix), e);
                    }
                }

                @Override
                public void close() {}
            };
        } catch (SdkException e) {
            throw RunStoreFaults.told("s3:ListBucket", place(prefix), e);
        }
    }

    private String name(S3Object object) {
        return object.key().substring(location.prefix().length());
    }

    @Override
    public void delete(String name) throws IOException {
        try {
            s3.deleteObject(delete -> delete.bucket(location.bucket()).key(location.key(name)));
        } catch (SdkException e) {
            throw RunStoreFaults.told("s3:DeleteObject", place(name), e);
        }
    }
}
