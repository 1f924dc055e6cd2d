package dev.backflow.launcher.run;

import dev.backflow.launcher.sandbox.Sandbox;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a sandbox that its launcher lives, and lets go of it when the launcher is told to stop; each on a thread of its
 * own, as such a call may take as long as a network takes, and the second one must not wait for the first.
 */
final class SandboxBeat {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxBeat.class);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Sandbox sandbox;
    private final StopSignal stop;
    private final StopSignal ended = new StopSignal();

    private SandboxBeat(Sandbox sandbox, StopSignal stop) {
        this.sandbox = sandbox;
        this.stop = stop;
    }

    static SandboxBeat start(Sandbox sandbox, StopSignal stop) {
        var beat = new SandboxBeat(sandbox, stop);
        start("sandbox-beat", beat::beatUntilEnded);
        start("sandbox-release", beat::letGoWhenStopped);
        return beat;
    }

    private static void start(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    void close() {
        ended.give();
    }

    private void letGoWhenStopped() {
        while (!ended.isGiven() && !stop.isGiven()) {
            stop.waitAtMost(BETWEEN_LOOKS.toMillis());
        }
        if (ended.isGiven()) {
            return;
        }
        try {
            sandbox.letGo();
        } catch (RuntimeException e) {
            // As for a beat; and the tear-down, which is still to come, tries it again.
            LOG.warn("The sandbox could not be let go: {}", e.getMessage());
        }
    }

    private void beatUntilEnded() {
        while (!ended.isGiven()) {
            ended.waitAtMost(beat().toMillis());
        }
    }

    private Duration beat() {
        try {
            return sandbox.keepAlive();
        } catch (RuntimeException e) {
            // The books are away, or the run is another launcher's; the run's own heartbeat tells which.
            LOG.warn("The sandbox could not be told that its launcher lives: {}", e.getMessage());
            return AFTER_A_FAULT;
        }
    }
}
