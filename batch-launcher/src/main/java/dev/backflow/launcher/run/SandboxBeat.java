package dev.backflow.launcher.run;

import dev.backflow.launcher.sandbox.Sandbox;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a sandbox that its launcher lives, on a thread of its own: such a call may take as long as a network takes. */
final class SandboxBeat {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxBeat.class);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(20);

    private final Sandbox sandbox;
    private final StopSignal ended = new StopSignal();

    private SandboxBeat(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    static SandboxBeat start(Sandbox sandbox) {
        var beat = new SandboxBeat(sandbox);
        var thread = new Thread(beat::beatUntilEnded, "sandbox-beat");
        thread.setDaemon(true);
        thread.start();
        return beat;
    }

    void close() {
        ended.give();
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
