package dev.backflow.launcher.cli;

import dev.backflow.launcher.run.Progress;
import java.util.ArrayList;
import java.util.List;

/** Progress as one line of text. */
final class ProgressLine {
    private static final int BAR_WIDTH = 20;

    private ProgressLine() {}

    /** A line for a log. There are no numbers to tell before the documents have been counted. */
    static String plain(Progress progress) {
        if (progress.goal() == 0) {
            return OneLine.of("run %d: %s".formatted(progress.run(), progress.phase()));
        }
        return OneLine.of("run %d: %s: %d of %d served, %s"
                .formatted(
                        progress.run(),
                        progress.phase(),
                        progress.served(),
                        progress.goal(),
                        String.join(", ", facts(progress))));
    }

    /**
     * A line for a terminal, never wider than it. What matters less is left out when there is no room for it.
     *
     * @param columns the terminal's width; the last column stays free, because some terminals wrap as soon as it is written
     */
    static String bar(Progress progress, int columns) {
        int room = Math.max(0, columns - 1);
        if (progress.goal() == 0) {
            return OneLine.of(
                    progress.phase().substring(0, Math.min(progress.phase().length(), room)));
        }
        var line = new StringBuilder("%s %d/%d".formatted(progress.phase(), progress.served(), progress.goal()));
        var bar = bar(progress) + " ";
        if (line.length() + bar.length() <= room) {
            line.insert(0, bar);
        }
        for (var fact : facts(progress)) {
            if (line.length() + 2 + fact.length() > room) {
                break;
            }
            line.append(", ").append(fact);
        }
        return OneLine.of(line.substring(0, Math.min(line.length(), room)));
    }

    /** The most important first. */
    private static List<String> facts(Progress progress) {
        var facts = new ArrayList<String>();
        facts.add(Amounts.rate(progress.documentsPerSecond()) + " docs/s");
        if (progress.exhausted() > 0) {
            facts.add(progress.exhausted() + " exhausted");
        }
        var left = progress.left();
        facts.add(
                left == null
                        ? Amounts.time(progress.elapsed())
                        : Amounts.time(progress.elapsed()) + ", " + Amounts.time(left) + " left");
        facts.add(Amounts.counted(progress.workers(), "worker"));
        if (progress.retries() > 0) {
            facts.add(progress.retries() == 1 ? "1 retry" : progress.retries() + " retries");
        }
        if (progress.rejected() > 0) {
            facts.add(progress.rejected() + " rejected");
        }
        if (progress.documents() > progress.limit()) {
            facts.add("limit " + progress.limit() + " of " + Amounts.counted(progress.documents(), "document"));
        }
        return facts;
    }

    private static String bar(Progress progress) {
        double share = Math.min(1.0, (double) progress.served() / progress.goal());
        int filled = (int) (share * BAR_WIDTH);
        return "[" + "=".repeat(filled) + " ".repeat(BAR_WIDTH - filled) + "] %3d%%".formatted((int) (share * 100));
    }
}
