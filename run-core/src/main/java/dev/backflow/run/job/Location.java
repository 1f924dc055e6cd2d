package dev.backflow.run.job;

/** Where documents, results or the files of a run are kept. Its text form is read back by {@link #of(String)}. */
public sealed interface Location permits Folder, S3Location {
    /** The location as people know it: a folder's path, or a part of a bucket as {@code s3://BUCKET/PREFIX/}. */
    default String shown() {
        return toString();
    }

    /**
     * Reads what {@code toString()} of a location has written.
     *
     * @param text {@code file:} and an absolute path, or {@code s3://BUCKET/PREFIX}
     * @throws IllegalArgumentException if it is neither
     */
    static Location of(String text) {
        if (text.startsWith(S3Location.SCHEME)) {
            return S3Location.parse(text);
        }
        return Folder.parse(text);
    }
}
