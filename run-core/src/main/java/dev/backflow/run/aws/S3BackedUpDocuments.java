package dev.backflow.run.aws;

import dev.backflow.hook.SourceChangedException;
import dev.backflow.run.document.BackupName;
import dev.backflow.run.document.DocumentListing;
import dev.backflow.run.document.DocumentStore;
import dev.backflow.run.document.FetchedDocument;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.document.UnreadableSourceException;
import dev.backflow.run.file.StoreException;
import dev.backflow.run.job.S3Location;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/**
 * Documents in S3 that are copied, by S3 itself, to the run's store before they are served, and read from there once the
 * source does not have them any more as they were listed. A copy is whole or not there, and making it again does no harm.
 */
final class S3BackedUpDocuments implements DocumentStore {
    /** What one call copies (source: Amazon S3 API reference, CopyObject). */
    static final long LARGEST = 5L * 1024 * 1024 * 1024;

    private final DocumentStore documents;
    private final S3Calls calls;
    private final S3Location source;
    private final S3Location files;
    private final Predicate<SourceDocument> needed;

    /**
     * @param documents of the source
     * @param files the run's
     * @param needed false for documents that the source itself keeps as they are
     */
    S3BackedUpDocuments(
            DocumentStore documents,
            S3Calls calls,
            S3Location source,
            S3Location files,
            Predicate<SourceDocument> needed) {
        this.documents = documents;
        this.calls = calls;
        this.source = source;
        this.files = files;
        this.needed = needed;
    }

    @Override
    public void keep(SourceDocument pinned) throws IOException {
        if (!needed.test(pinned)) {
            return;
        }
        if (pinned.size() > LARGEST) {
            throw new UnreadableSourceException(
                    UnreadableSourceException.Kind.NOT_READABLE,
                    "A document of more than 5 GB cannot be backed up by copy, so that it is not served",
                    "s3://" + source.bucket() + "/" + source.key(pinned.key()),
                    "Switch on the versions of its bucket, or write backup: none, and start a new run.",
                    null);
        }
        S3Pin pin = S3Pin.of(pinned.version());
        var copy = CopyObjectRequest.builder()
                .sourceBucket(source.bucket())
                .sourceKey(source.key(pinned.key()))
                .destinationBucket(files.bucket())
                .destinationKey(key(pinned))
                // Tags would take another right to read, and one to write.
                .taggingDirective(TaggingDirective.REPLACE);
        if (pin.isVersion()) {
            copy.sourceVersionId(pin.value());
        } else {
            copy.copySourceIfMatch(pin.quoted());
        }
        try {
            calls.call("s3:PutObject", where(pinned), s3 -> s3.copyObject(copy.build()));
        } catch (AwsServiceException e) {
            // Changed or gone: an earlier attempt may have kept it, and else opening it says so.
            return;
        }
    }

    @Override
    public InputStream open(SourceDocument pinned) throws IOException {
        return read(pinned, DocumentStore::open);
    }

    @Override
    public FetchedDocument fetch(SourceDocument pinned) throws IOException {
        return read(pinned, DocumentStore::fetch);
    }

    @Override
    public Map<String, String> metadata(SourceDocument pinned) throws IOException {
        return read(pinned, DocumentStore::metadata);
    }

    /** Reads from one of two places. */
    private interface Reading<T> {
        T from(DocumentStore store, SourceDocument pinned) throws IOException;
    }

    private <T> T read(SourceDocument pinned, Reading<T> reading) throws IOException {
        try {
            return reading.from(documents, pinned);
        } catch (SourceChangedException e) {
            SourceDocument kept = needed.test(pinned) ? kept(pinned) : null;
            if (kept == null) {
                throw e;
            }
            return reading.from(new S3DocumentStore(calls, files), kept);
        }
    }

    /** The copy, pinned as it is now; null if there is none. */
    private @Nullable SourceDocument kept(SourceDocument pinned) throws IOException {
        try {
            HeadObjectResponse found = calls.call(
                    "s3:GetObject",
                    where(pinned),
                    s3 -> s3.headObject(head -> head.bucket(files.bucket()).key(key(pinned))));
            return new SourceDocument(
                    BackupName.of(pinned), S3Pin.listed(null, found.eTag()).text(), pinned.size());
        } catch (StoreException e) {
            throw new UnreadableSourceException(e);
        } catch (AwsServiceException e) {
            return null;
        }
    }

    private String key(SourceDocument pinned) {
        return files.key(BackupName.of(pinned));
    }

    private String where(SourceDocument pinned) {
        return "s3://" + files.bucket() + "/" + key(pinned);
    }

    @Override
    public DocumentListing list() throws IOException {
        return documents.list();
    }

    @Override
    public boolean isFar() {
        return true;
    }
}
