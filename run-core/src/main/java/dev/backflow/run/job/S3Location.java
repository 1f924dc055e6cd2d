package dev.backflow.run.job;

/**
 * All objects of a bucket whose keys begin with a prefix, written {@code s3://BUCKET/PREFIX}.
 *
 * @param bucket a bucket's name, neither empty nor with a slash
 * @param prefix empty for the whole bucket, and else something that ends with a slash
 */
public record S3Location(String bucket, String prefix) implements Location {
    static final String SCHEME = "s3://";

    public S3Location {
        if (bucket.isEmpty() || bucket.contains("/")) {
            throw new IllegalArgumentException("not a bucket's name: " + bucket);
        }
        if (!prefix.isEmpty() && (!prefix.endsWith("/") || prefix.startsWith("/"))) {
            throw new IllegalArgumentException("a prefix ends with a slash and does not begin with one: " + prefix);
        }
    }

    /** The location below this one. */
    public S3Location resolve(String name) {
        return new S3Location(bucket, prefix + name + "/");
    }

    /** The key of an object below this location. */
    public String key(String name) {
        return prefix + name;
    }

    static S3Location parse(String text) {
        String rest = text.substring(SCHEME.length());
        int slash = rest.indexOf('/');
        if (slash < 0) {
            return new S3Location(rest, "");
        }
        String prefix = rest.substring(slash + 1);
        return new S3Location(
                rest.substring(0, slash), prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
    }

    @Override
    public String toString() {
        return SCHEME + bucket + "/" + prefix;
    }
}
