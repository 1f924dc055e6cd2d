package dev.backflow.run.outcome;

import java.io.IOException;

/** A segment does not say what its writer wrote. Read by the operator: the disk, or somebody, has changed the file. */
public final class DamagedSegmentException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedSegmentException(String segment, long line, String what) {
        super("Segment is damaged: %s (%s:%d). Restore the file from a backup of the run's folder."
                .formatted(what, segment, line));
    }
}
