package dev.backflow.run.document;

/**
 * What one look at a name in the file system tells, symbolic links not followed.
 *
 * @param size bytes
 * @param modified nanoseconds since 1970
 * @param inode the file's number in its file system, 0 where there is none
 * @param readableByAll true when the permissions let everybody read it, so that nobody need ask whether we may
 */
record FileState(Kind kind, long size, long modified, long inode, boolean readableByAll) {
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        SPECIAL
    }

    /**
     * The pin: {@code SIZE-MODIFIED-INODE}. A writer who keeps the size and the inode and writes within the same tick
     * of the file system's clock (some milliseconds) as the write before cannot be told apart.
     */
    static String version(long size, long modified, long inode) {
        return size + "-" + modified + "-" + inode;
    }

    String version() {
        return version(size, modified, inode);
    }

    boolean isPinnedAs(String version) {
        return kind == Kind.FILE && version().equals(version);
    }
}
