package dev.backflow.launcher.run;

import java.util.List;

/** Finds and removes the sandboxes of runs, also those whose books are lost. */
public interface SandboxControl {
    /** All sandboxes that are asked for, by job and run. Changes nothing. */
    List<SandboxRow> list(SandboxQuery query);

    /**
     * Removes sandboxes by name of their run. One whose launcher lives is spared.
     *
     * @param force whether to leave behind, in the end, what cannot be deleted
     */
    List<SandboxRemoval> destroy(SandboxQuery query, boolean force, RunObserver observer);

    /** Removes the sandboxes that have nobody any more. */
    List<SandboxRemoval> sweep(SandboxQuery query, RunObserver observer);
}
