package dev.backflow.launcher.drill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where in a run a blow hit, as far as the run's folder and its processes show. */
enum Moment {
    /** Before the launcher had begun, or found, its run. */
    START,
    PLAN,
    DEPLOY,
    /** A launcher that took the run over, before a worker of its own. */
    RESUME,
    SERVE,
    TEARDOWN,
    REPORT;

    /**
     * Looks.
     *
     * @param workers whether a worker of this launcher is alive
     * @param served whether one ever was
     * @param certified whether this launcher has torn the run down; one before may have, and failed
     */
    static Moment of(Path runFolder, boolean workers, boolean served, boolean certified) {
        if (Files.notExists(runFolder)) {
            return START;
        }
        if (workers) {
            return SERVE;
        }
        if (certified) {
            return REPORT;
        }
        if (served) {
            return TEARDOWN;
        }
        if (Files.notExists(runFolder.resolve("manifest.jsonl"))) {
            return PLAN;
        }
        return Files.exists(runFolder.resolve("work-order.json")) ? RESUME : DEPLOY;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
