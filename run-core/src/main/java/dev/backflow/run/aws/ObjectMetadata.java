package dev.backflow.run.aws;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What S3 tells of an object beside its content, as a hook gets it. */
final class ObjectMetadata {
    private static final String CONTENT_TYPE = "content-type";

    private ObjectMetadata() {}

    /** The user's own names win. */
    static Map<String, String> of(Map<String, String> users, @Nullable String contentType) {
        var all = new TreeMap<String, String>();
        if (contentType != null) {
            all.put(CONTENT_TYPE, contentType);
        }
        users.forEach((name, value) -> all.put(name, EncodedWords.decode(value)));
        return all;
    }
}
