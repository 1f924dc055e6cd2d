package dev.backflow.run.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;

/**
 * How an object is held on to: by its version, which stays readable whatever happens to the key, or by its ETag, which
 * only says whether the object is still the same.
 *
 * @param value of the version id or the ETag, the latter without its quotes
 */
record S3Pin(boolean isVersion, String value) {
    private static final String ETAG = "etag:";

    /** What S3 calls the version of an object from before, or without, versioning: another may take its place. */
    private static final String NO_VERSION = "null";

    static S3Pin listed(@Nullable String versionId, String etag) {
        return versionId == null || versionId.equals(NO_VERSION)
                ? new S3Pin(false, withoutQuotes(etag))
                : new S3Pin(true, versionId);
    }

    /** Reads what {@link #text()} has written. */
    static S3Pin of(String text) {
        return text.startsWith(ETAG) ? new S3Pin(false, text.substring(ETAG.length())) : new S3Pin(true, text);
    }

    String text() {
        return isVersion ? value : ETAG + value;
    }

    /** As a header has it. */
    String quoted() {
        return '"' + value + '"';
    }

    void to(GetObjectRequest.Builder request) {
        if (isVersion) {
            request.versionId(value);
        } else {
            request.ifMatch(quoted());
        }
    }

    void to(HeadObjectRequest.Builder request) {
        if (isVersion) {
            request.versionId(value);
        } else {
            request.ifMatch(quoted());
        }
    }

    private static String withoutQuotes(String etag) {
        return etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"")
                ? etag.substring(1, etag.length() - 1)
                : etag;
    }
}
