package dev.backflow.run.job;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All objects of a bucket whose keys begin with a prefix, written {@code s3://BUCKET/PREFIX/}.
 *
 * @param bucket a name that a general purpose bucket may have
 * @param prefix empty for the whole bucket, and else something that ends with a slash
 */
public record S3Location(String bucket, String prefix) implements Location {
    static final String SCHEME = "s3://";

    /** Leaves half of the 1,024 bytes of a key to the names below (source: Amazon S3 User Guide, "Naming objects"). */
    static final int MAX_PREFIX_BYTES = 512;

    /** Empty, {@code .} and {@code ..} parts would be resolved away by programs between here and S3. */
    private static final Pattern STRAY_PART = Pattern.compile("(^|/)\\.{0,2}/|\\p{Cntrl}");

    public S3Location {
        String problem = problem(bucket, prefix);
        if (problem != null) {
            throw new IllegalArgumentException("%s%s/%s: %s".formatted(SCHEME, bucket, prefix, problem));
        }
    }

    /** What is wrong, as a sentence that says what to write; null if nothing is. */
    static @Nullable String problem(String bucket, String prefix) {
        String name = BucketName.problem(bucket);
        if (name != null || prefix.isEmpty()) {
            return name;
        }
        if (!prefix.endsWith("/")) {
            return "Write a slash at the end: a location holds all objects below it.";
        }
        if (STRAY_PART.matcher(prefix).find()) {
            return "Write a prefix without control characters and without empty, . and .. parts.";
        }
        return prefix.getBytes(StandardCharsets.UTF_8).length > MAX_PREFIX_BYTES
                ? "Write a prefix of %d bytes at most.".formatted(MAX_PREFIX_BYTES)
                : null;
    }

    /** The location below this one. */
    public S3Location resolve(String name) {
        return new S3Location(bucket, prefix + name + "/");
    }

    /** The key of an object below this location. */
    public String key(String name) {
        return prefix + name;
    }

    /** Whether this location and another one have objects in common, or would have. */
    boolean overlaps(S3Location other) {
        return bucket.equals(other.bucket) && (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix));
    }

    static S3Location parse(String text) {
        String rest = text.substring(SCHEME.length());
        int slash = rest.indexOf('/');
        return slash < 0
                ? new S3Location(rest, "")
                : new S3Location(rest.substring(0, slash), rest.substring(slash + 1));
    }

    @Override
    public String toString() {
        return SCHEME + bucket + "/" + prefix;
    }
}
