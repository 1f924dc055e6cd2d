package dev.backflow.worker.step;

import java.time.Duration;

/**
 * How many documents to take into a chunk: few at first, then as many as the slot served in about two seconds last time,
 * and twice as many at most from one chunk to the next. Bounds work done again after a crash and keeps the database to a
 * few statements per hundred documents. For one slot; not safe for use by several threads.
 */
final class ChunkPace {
    /** A chunk is settled when it has taken this long, however few documents it has. */
    static final Duration TARGET = Duration.ofSeconds(2);
    /** A chunk is settled when its outcomes hold this many characters: they are kept in memory until then. */
    static final long MOST_CHARACTERS = 8L * 1024 * 1024;

    static final int FIRST = 16;
    static final int MOST = 256;

    private int documents = FIRST;

    /** The size of the next chunk, 1 or more. */
    int documents() {
        return documents;
    }

    void served(int count, Duration took) {
        if (count == 0) {
            return;
        }
        double seconds = Math.max(took.toNanos(), 1) / 1e9;
        double inTarget = count * (TARGET.toNanos() / 1e9) / seconds;
        documents = (int) Math.max(1, Math.min(Math.min(MOST, inTarget), Math.max(documents, count) * 2.0));
    }
}
