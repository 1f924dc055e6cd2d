package dev.backflow.launcher.run;

import org.jspecify.annotations.Nullable;

/** Whether a sandbox still has somebody who needs it. */
public enum RunOwner {
    /** The launcher of its run lives. */
    ALIVE("a launcher serves its run", false),
    /** Its run is over, or was stopped: whoever resumes it makes a sandbox anew. */
    FINISHED("its run has ended", true),
    /** Its run is unfinished, and no launcher has shown itself for some seconds. */
    SILENT("its launcher is gone", true),
    /** No books that could be read know its run. */
    UNKNOWN("no job repository that could be asked knows its run", false),
    /** No books that could be read know its run, but its hard end is over. */
    EXPIRED("its time to live is over", true);

    private final String words;
    private final boolean orphan;

    RunOwner(String words, boolean orphan) {
        this.words = words;
        this.orphan = orphan;
    }

    public String words() {
        return words;
    }

    /** Whether a sweep may remove the sandbox. */
    public boolean isOrphan() {
        return orphan;
    }

    /** @param expired whether the sandbox's hard end is over, which counts only where nobody can say more */
    static RunOwner of(@Nullable RunOwner books, boolean expired) {
        if (books != null && books != UNKNOWN) {
            return books;
        }
        return expired ? EXPIRED : UNKNOWN;
    }
}
