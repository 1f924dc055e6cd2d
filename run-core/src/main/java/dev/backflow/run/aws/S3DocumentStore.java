package dev.backflow.run.aws;

import dev.backflow.hook.SourceChangedException;
import dev.backflow.run.document.DocumentListing;
import dev.backflow.run.document.DocumentStore;
import dev.backflow.run.document.FetchedDocument;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.document.UnreadableSourceException;
import dev.backflow.run.file.StoreException;
import dev.backflow.run.job.S3Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Documents are the objects below a prefix. Each is pinned by its version where the bucket keeps versions, and goes on
 * to be read by it when another has taken its place; elsewhere by its ETag, so that it is read as it was listed or not
 * at all. Objects of no bytes whose keys end with a slash stand for folders, and are no documents.
 */
public final class S3DocumentStore implements DocumentStore {
    /** What fits into memory with several beside it; larger contents are streamed. */
    static final long SMALL = 4L * 1024 * 1024;

    /** Keys in a page: as many as S3 gives (source: Amazon S3 API reference, ListObjectsV2). */
    private static final int PAGE = 1_000;

    private final S3Calls calls;
    private final S3Location source;
    private final int page;

    public S3DocumentStore(S3Calls calls, S3Location source) {
        this(calls, source, PAGE);
    }

    S3DocumentStore(S3Calls calls, S3Location source, int page) {
        this.calls = calls;
        this.source = source;
        this.page = page;
    }

    /**
     * Where it may not be asked whether the bucket keeps versions, or the store does not know the question, objects are
     * pinned by their ETags.
     */
    @Override
    public DocumentListing list() throws IOException {
        return new S3Listing(source, (keepsVersions() ? versions() : objects()).iterator());
    }

    /** The latest of each key, unless that says that the object was deleted. Keys may hold what XML cannot. */
    private Stream<S3Listing.Entry> versions() {
        return Pages.<ListObjectVersionsResponse>whileTruncated(
                        before -> listed(
                                "s3:ListBucketVersions",
                                s3 -> s3.listObjectVersions(list -> list.bucket(source.bucket())
                                        .prefix(source.prefix())
                                        .maxKeys(page)
                                        .encodingType(EncodingType.URL)
                                        .keyMarker(before == null ? null : before.nextKeyMarker())
                                        .versionIdMarker(before == null ? null : before.nextVersionIdMarker()))),
                        ListObjectVersionsResponse::isTruncated)
                .stream()
                .flatMap(found -> found.versions().stream())
                .filter(version -> Boolean.TRUE.equals(version.isLatest()))
                .map(version -> new S3Listing.Entry(
                        version.key(), S3Pin.listed(version.versionId(), version.eTag()), version.size()));
    }

    private Stream<S3Listing.Entry> objects() {
        return Pages.<ListObjectsV2Response>whileTruncated(
                        before -> listed(
                                "s3:ListBucket",
                                s3 -> s3.listObjectsV2(list -> list.bucket(source.bucket())
                                        .prefix(source.prefix())
                                        .maxKeys(page)
                                        .encodingType(EncodingType.URL)
                                        .continuationToken(before == null ? null : before.nextContinuationToken()))),
                        ListObjectsV2Response::isTruncated)
                .stream()
                .flatMap(found -> found.contents().stream())
                .map(object -> new S3Listing.Entry(object.key(), S3Pin.listed(null, object.eTag()), object.size()));
    }

    private boolean keepsVersions() throws IOException {
        try {
            return calls.call(
                            "s3:GetBucketVersioning",
                            source.toString(),
                            s3 -> s3.getBucketVersioning(request -> request.bucket(source.bucket()))
                                    .status())
                    == BucketVersioningStatus.ENABLED;
        } catch (StoreException e) {
            if (e.getCause() instanceof AwsServiceException answer
                    && (answer.statusCode() == 403 || answer.statusCode() == 501)) {
                return false;
            }
            throw unreadable(e);
        } catch (AwsServiceException e) {
            return false;
        }
    }

    /** Throws unchecked what may be: whoever asked for the page is a listing of many stores. */
    private <T> T listed(String action, Function<S3Client, T> call) throws UnreadableSourceException {
        try {
            return calls.call(action, source.toString(), call);
        } catch (StoreException e) {
            throw unreadable(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open(SourceDocument pinned) throws IOException {
        if (pinned.size() <= SMALL) {
            return new ByteArrayInputStream(fetch(pinned).content());
        }
        return guarded(pinned, () -> PinnedContent.open(content(pinned)));
    }

    @Override
    public FetchedDocument fetch(SourceDocument pinned) throws IOException {
        return guarded(pinned, () -> content(pinned).fetch());
    }

    private ObjectContent content(SourceDocument pinned) {
        return new ObjectContent(
                calls, source.bucket(), source.key(pinned.key()), S3Pin.of(pinned.version()), pinned.size());
    }

    /** What users have given the object, and {@code content-type}; lower-case names. */
    @Override
    public Map<String, String> metadata(SourceDocument pinned) throws IOException {
        var request = HeadObjectRequest.builder().bucket(source.bucket()).key(source.key(pinned.key()));
        S3Pin.of(pinned.version()).to(request);
        HeadObjectResponse head = guarded(pinned, () -> {
            try {
                return calls.call("s3:GetObject", where(pinned), s3 -> s3.headObject(request.build()));
            } catch (AwsServiceException e) {
                if (S3Faults.isMissing(e)) {
                    // Without a body, this may as well be about the bucket; a GET says so.
                    content(pinned).probe();
                }
                throw e;
            }
        });
        return ObjectMetadata.of(head.metadata(), head.contentType());
    }

    @Override
    public boolean isFar() {
        return true;
    }

    private String where(SourceDocument pinned) {
        return "s3://" + source.bucket() + "/" + source.key(pinned.key());
    }

    private <T> T guarded(SourceDocument pinned, S3Patience.Attempt<T> read) throws IOException {
        try {
            return read.make();
        } catch (AwsServiceException e) {
            throw changed(pinned, e);
        } catch (StoreException e) {
            throw unreadable(e);
        }
    }

    private static SourceChangedException changed(SourceDocument pinned, AwsServiceException e) {
        return new SourceChangedException(
                "%s %s since it was listed as %s"
                        .formatted(
                                Printable.of(pinned.key()),
                                S3Faults.isMissing(e) ? "is gone" : "has changed",
                                pinned.version()),
                e);
    }

    private static UnreadableSourceException unreadable(StoreException e) {
        return new UnreadableSourceException(e);
    }
}
