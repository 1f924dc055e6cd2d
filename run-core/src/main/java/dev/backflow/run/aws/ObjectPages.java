package dev.backflow.run.aws;

import dev.backflow.run.aws.S3Listing.Entry;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** Pages of a bucket that keeps no versions. Keys may hold what XML cannot, so they are asked for in URL encoding. */
final class ObjectPages implements S3Listing.Pages {
    private final ListObjectsV2Request first;
    private final Function<ListObjectsV2Request, ListObjectsV2Response> list;
    private @Nullable ListObjectsV2Response before;

    ObjectPages(String bucket, String prefix, int page, Function<ListObjectsV2Request, ListObjectsV2Response> list) {
        this.first = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(prefix)
                .maxKeys(page)
                .encodingType(EncodingType.URL)
                .build();
        this.list = list;
    }

    @Override
    public @Nullable Iterator<Entry> next() {
        ListObjectsV2Response done = before;
        if (done != null && !Boolean.TRUE.equals(done.isTruncated())) {
            return null;
        }
        var request = done == null
                ? first
                : first.toBuilder()
                        .continuationToken(done.nextContinuationToken())
                        .build();
        var page = list.apply(request);
        before = page;
        return page.contents().stream()
                .map(object -> new Entry(object.key(), S3Pin.listed(null, object.eTag()), object.size()))
                .iterator();
    }
}
