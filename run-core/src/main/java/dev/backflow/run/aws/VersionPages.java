package dev.backflow.run.aws;

import dev.backflow.run.aws.S3Listing.Entry;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/** Pages of a bucket that keeps versions: the latest of each key, unless that says that the object was deleted. */
final class VersionPages implements S3Listing.Pages {
    private final ListObjectVersionsRequest first;
    private final Function<ListObjectVersionsRequest, ListObjectVersionsResponse> list;
    private @Nullable ListObjectVersionsResponse before;

    VersionPages(
            String bucket,
            String prefix,
            int page,
            Function<ListObjectVersionsRequest, ListObjectVersionsResponse> list) {
        this.first = ListObjectVersionsRequest.builder()
                .bucket(bucket)
                .prefix(prefix)
                .maxKeys(page)
                .encodingType(EncodingType.URL)
                .build();
        this.list = list;
    }

    @Override
    public @Nullable Iterator<Entry> next() {
        ListObjectVersionsResponse done = before;
        if (done != null && !Boolean.TRUE.equals(done.isTruncated())) {
            return null;
        }
        var request = done == null
                ? first
                : first.toBuilder()
                        .keyMarker(done.nextKeyMarker())
                        .versionIdMarker(done.nextVersionIdMarker())
                        .build();
        var page = list.apply(request);
        before = page;
        return page.versions().stream()
                .filter(version -> Boolean.TRUE.equals(version.isLatest()))
                .map(version ->
                        new Entry(version.key(), S3Pin.listed(version.versionId(), version.eTag()), version.size()))
                .iterator();
    }
}
