package dev.backflow.run.job;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of names of general purpose buckets (source: Amazon S3 User Guide, "General purpose bucket naming rules"). */
final class BucketName {
    /** The same rules for a name followed by a slash or the end, for Java and for JSON Schema. */
    static final String PATTERN = "(?!xn--|sthree-|amzn-s3-demo-)(?![^/]*\\.\\.)(?![0-9]+(\\.[0-9]+){3}(/|$))"
            + "(?![^/]*(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)(/|$))[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern IPV4 = Pattern.compile("[0-9]+(\\.[0-9]+){3}");
    private static final List<String> RESERVED_BEGINNINGS = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> RESERVED_ENDS = List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

    private BucketName() {}

    /** Why no bucket has this name, as a sentence that says what to write; null if one may have it. */
    static @Nullable String problem(String name) {
        if (!SHAPE.matcher(name).matches()) {
            return "A bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens, and begins and ends with a"
                    + " letter or digit.";
        }
        if (name.contains("..")) {
            return "A bucket's name has no two dots together.";
        }
        if (IPV4.matcher(name).matches()) {
            return "A bucket's name does not look like an IP address.";
        }
        boolean reserved = RESERVED_BEGINNINGS.stream().anyMatch(name::startsWith)
                || RESERVED_ENDS.stream().anyMatch(name::endsWith);
        return reserved ? "This beginning or end of a name is reserved by S3; write the bucket's own name." : null;
    }
}
