package dev.backflow.run.job;

/** How each document is kept as it was when it was served. */
public enum Backup {
    /**
     * In S3 by pinning the object's version where the bucket has versions, else by copy; in a folder by a hard link, else
     * by copy.
     */
    AUTO,
    /** By copying each document. */
    COPY,
    /** Not at all. */
    NONE
}
