package dev.backflow.launcher.drill;

import dev.backflow.launcher.plan.LauncherProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Starts real launchers for a round, as an operator's shell would. */
final class LauncherStart {
    /** Short, so that a pause of a few seconds outlasts a lease. */
    static final int LEASE_MILLIS = 3_000;

    private static final int HEARTBEAT_MILLIS = 1_000;

    /** Reaches workers too. What a drill waits for is JVMs that start, and these start quickly. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto";

    private final LauncherProcess launcher;
    private final Map<String, String> environment;

    /** @param environment variables of this process, and what the repository needs besides */
    LauncherStart(LauncherProcess launcher, Map<String, String> environment) {
        this.launcher = launcher;
        this.environment = Map.copyOf(environment);
    }

    Process start(RoundFolder folder) throws IOException {
        List<String> arguments = List.of(
                "--job=" + folder.job(),
                "--jobs-dir=" + folder.jobs(),
                "--data-dir=" + folder.data(),
                "--progress=plain");
        var builder = new ProcessBuilder(launcher.command(List.of(), arguments))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.out().toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        // Meant for this process: the second one makes a launcher end with whoever started it.
        builder.environment().keySet().removeAll(List.of("SPRING_APPLICATION_JSON", "BACKFLOW_RELAUNCHED"));
        // Without it, a launcher would start itself once more, in such a locale.
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().merge("JAVA_TOOL_OPTIONS", QUICK_START, (theirs, ours) -> theirs + " " + ours);
        builder.environment().put("BACKFLOW_WORKER_HEARTBEAT", HEARTBEAT_MILLIS + "ms");
        builder.environment().put("BACKFLOW_WORKER_LEASE", LEASE_MILLIS + "ms");
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
