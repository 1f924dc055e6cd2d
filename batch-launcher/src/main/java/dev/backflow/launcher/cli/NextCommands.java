package dev.backflow.launcher.cli;

import java.util.ArrayList;
import java.util.List;

/** The commands to type next for one job, with the same folders. */
final class NextCommands {
    private final Invocation invocation;
    private final String job;
    private final List<String> folders;

    /**
     * @param folders options for folders, as typed
     */
    NextCommands(Invocation invocation, String job, List<String> folders) {
        this.invocation = invocation;
        this.job = job;
        this.folders = folders;
    }

    String run() {
        return with(List.of());
    }

    String dryRun() {
        return with(List.of(), "--dry-run");
    }

    String doctor() {
        return with(List.of("doctor"));
    }

    String restart() {
        return with(List.of("restart"));
    }

    String show(int run) {
        return with(List.of("runs", "show"), "--run=" + run);
    }

    String verify(int run) {
        return with(List.of("verify"), "--run=" + run);
    }

    private String with(List<String> command, String... more) {
        var words = new ArrayList<>(command);
        words.add("--job=" + job);
        words.addAll(List.of(more));
        words.addAll(folders);
        return invocation.with(words.toArray(String[]::new));
    }
}
