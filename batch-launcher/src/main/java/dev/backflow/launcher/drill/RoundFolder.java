package dev.backflow.launcher.drill;

import dev.backflow.launcher.drill.hook.DrillHook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where one round keeps all that it has of its own; the documents and the hook's jar lie beside, for all rounds.
 *
 * @param folder of this round; its name is the job's
 */
record RoundFolder(Path folder) {
    private static final int PAUSE_MILLIS = 20;

    String job() {
        return String.valueOf(folder.getFileName());
    }

    Path documents() {
        return folder.resolveSibling("documents");
    }

    Path hookJar() {
        return folder.resolveSibling("hook.jar");
    }

    Path jobs() {
        return folder.resolve("job-configs");
    }

    Path data() {
        return folder.resolve("backflow-data");
    }

    Path results() {
        return folder.resolve("results");
    }

    Path repository() {
        return data().resolve(job()).resolve("repository");
    }

    /** Each round is one run, the first of its job. */
    Path run() {
        return data().resolve(job()).resolve("runs").resolve("1");
    }

    Path calls() {
        return folder.resolve("calls");
    }

    Path hurry() {
        return folder.resolve("hurry");
    }

    /** What the launchers printed, one after the other. */
    Path out() {
        return folder.resolve("launcher.out");
    }

    /** @param database lines of the job file about its repository; none for the embedded one */
    void prepare(long limit, int workers, List<String> database) throws IOException {
        Files.createDirectories(jobs());
        var lines = new ArrayList<>(List.of(
                "hook:",
                "  jar: " + quoted(hookJar().toString()),
                "  settings:",
                "    %s: %s".formatted(DrillHook.CALLS, quoted(calls().toString())),
                "    %s: %s".formatted(DrillHook.HURRY, quoted(hurry().toString())),
                "    %s: %d".formatted(DrillHook.PAUSE, PAUSE_MILLIS),
                "source: " + quoted("file:" + documents() + "/"),
                "results: " + quoted("file:" + results() + "/"),
                "tier: processes",
                "tolerate: 100%",
                "limit: " + limit,
                "workers: {max: %d}".formatted(workers)));
        lines.addAll(database);
        Files.write(jobs().resolve(job() + ".yaml"), lines);
    }

    /** How often the hook was called so far. */
    long callCount() throws IOException {
        try {
            return Files.size(calls()) / DrillHook.CALL_BYTES;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
