package dev.backflow.launcher.estimate;

import dev.backflow.run.job.TaskSize;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long one worker is busy for each document that it serves, all its slots together.
 *
 * @param seconds of one worker
 * @param source where the figure comes from, as a sentence
 * @param measured whether documents of this job were timed, rather than guessed from their size
 */
public record DocumentTime(Spread seconds, String source, boolean measured) {
    private static final double BYTES_PER_MB = 1e6;

    /** What a document takes on one processor when nothing is known, before its size is looked at. */
    private static final Spread ASSUMED_EACH = new Spread(0.05, 0.2, 1);

    /** And what each MB of it takes on top. */
    private static final Spread ASSUMED_PER_MB = new Spread(0.2, 1, 5);

    /**
     * From earlier runs of the job.
     *
     * <p>Likely, each processor of a worker serves one document at a time; at best all slots serve at once, as they do
     * when documents wait for something else than a processor; at worst a document takes half as long again as likely.
     *
     * @param documents how many were timed, 1 or more
     * @param millis that serving one took on average, with all its attempts
     */
    public static DocumentTime measured(long documents, double millis, TaskSize size, int slots) {
        double likely = millis / 1000 / Math.min(slots, size.cpu().processors());
        double best = Math.min(likely, millis / 1000 / slots);
        return new DocumentTime(
                new Spread(best, likely, 1.5 * likely),
                String.format(
                        Locale.ROOT,
                        "measured: %.0f ms for each of the last %d documents of this job",
                        millis,
                        documents),
                true);
    }

    /** From the average size, when no run of the job was measured. */
    static DocumentTime assumed(long documents, long bytes, TaskSize size) {
        double megabytes = documents == 0 ? 0 : bytes / BYTES_PER_MB / documents;
        Spread seconds = ASSUMED_EACH
                .plus(ASSUMED_PER_MB.times(megabytes))
                .times(1 / Math.max(0.25, size.cpu().processors()));
        return new DocumentTime(
                seconds,
                "assumed from the average size, because no run of this job was measured yet; --limit=100 measures one",
                false);
    }

    /** The measured time, or the assumed one where there is none. */
    public static DocumentTime of(@Nullable DocumentTime measured, long documents, long bytes, TaskSize size) {
        return measured == null ? assumed(documents, bytes, size) : measured;
    }
}
