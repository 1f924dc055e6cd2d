package dev.backflow.launcher.drill;

import dev.backflow.run.time.Sleeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The living processes of a drill, known by its folder, whose name no other process has in its command. */
final class Processes {
    private static final Duration POLL = Duration.ofMillis(20);

    private final String folder;

    Processes(Path folder) {
        this.folder = folder.toString();
    }

    /** All of them but this one, whoever started them. */
    List<ProcessHandle> all() {
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes
                    .filter(process -> process.pid() != ProcessHandle.current().pid())
                    .filter(this::isOurs)
                    .toList();
        }
    }

    /** Those workers that this launcher has started. */
    List<ProcessHandle> workers(ProcessHandle launcher) {
        try (Stream<ProcessHandle> children = launcher.children()) {
            return children.filter(this::isOurs).sorted().toList();
        }
    }

    private boolean isOurs(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().orElse("").contains(folder);
    }

    /** Waits for all to end by themselves, and no longer than that. */
    List<ProcessHandle> left(Duration atMost, Sleeper sleeper) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        List<ProcessHandle> left = all();
        while (!left.isEmpty() && System.nanoTime() < until) {
            sleeper.sleep(POLL);
            left = all();
        }
        return left;
    }

    /** SIGKILL; returns when the process is gone. */
    static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Nothing in the JDK stops a process for a while, but every POSIX shell does. */
    static void pause(ProcessHandle process) throws IOException, InterruptedException {
        signal("STOP", process);
    }

    static void resume(ProcessHandle process) throws IOException, InterruptedException {
        signal("CONT", process);
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        var command = new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, process.pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        // It fails when the process has ended meanwhile, which is as well.
        int ignored = command.start().waitFor();
    }
}
