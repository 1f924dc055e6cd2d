package dev.backflow.launcher.sandbox;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How a process is ended: asked first (SIGTERM), killed when the grace is over (SIGKILL), and with it the processes
 * that it had started. Needs no thread while it waits.
 */
final class Termination {
    /** How long a killed process may take to vanish; more than that is a process stuck in the kernel, or a zombie. */
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private final Duration grace;

    /** @param grace how long a process may take to end by itself; zero kills at once */
    Termination(Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace must not be negative, was " + grace);
        }
        this.grace = grace;
    }

    /**
     * Begins to end a process, and returns at once.
     *
     * @param exit done when the process has ended
     * @return done when the process and its descendants have ended, or would not even when killed; never fails
     */
    CompletableFuture<Void> end(ProcessHandle process, CompletableFuture<?> exit) {
        // Once a process has ended nobody can tell what it had started: its children have another parent then.
        Set<ProcessHandle> family = new HashSet<>(process.descendants().toList());
        process.destroy();
        return within(grace, exit).thenCompose(ended -> kill(process, family, exit));
    }

    private static CompletableFuture<Void> kill(
            ProcessHandle process, Set<ProcessHandle> family, CompletableFuture<?> exit) {
        family.addAll(process.descendants().toList());
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);

        CompletableFuture<?>[] exits = Stream.concat(
                        Stream.of(exit), family.stream().map(ProcessHandle::onExit))
                .toArray(CompletableFuture<?>[]::new);
        return within(KILL_LIMIT, CompletableFuture.allOf(exits));
    }

    private static CompletableFuture<Void> within(Duration limit, CompletableFuture<?> exit) {
        return exit.<Void>handle((result, failure) -> null)
                .completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
