package dev.backflow.launcher.sandbox;

import java.util.Map;

/** Starts workers of one run in its sandbox, and names them. Safe for use by several threads. */
public interface WorkerStart {
    /**
     * Starts workers; returns as soon as the platform has taken them, which may be long before they work.
     *
     * @param count how many, 1 or more
     * @return the tasks' ids by the names of their workers, in the order of their start. Fewer than asked for, perhaps
     *     none, where the platform has no room at the moment: ask again later.
     */
    Map<String, String> start(int count);
}
