package dev.backflow.launcher.drill;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Where the runs of a drill keep their books. Closing it ends what it has started. */
interface DrillDatabase extends AutoCloseable {
    /** Name and version, for the proof. */
    String version();

    /** Lines of a job file. */
    List<String> jobFileLines();

    /** Variables that launchers need to reach it. */
    Map<String, String> environment();

    /** Whether the drill runs the server, and so may kill it. */
    boolean isManaged();

    /** SIGKILL to every process of the server; returns when they are gone. */
    void kill() throws IOException, InterruptedException;

    /** Starts the server again; returns when it answers. */
    void start() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
