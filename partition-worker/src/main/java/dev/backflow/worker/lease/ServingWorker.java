package dev.backflow.worker.lease;

import dev.backflow.engine.HookEngine;
import dev.backflow.engine.HookJar;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker that is ready to serve, with the hook that it serves by. */
public record ServingWorker(PartitionWorker worker, HookJar hook, HookEngine engine) implements AutoCloseable {
    private static final Duration MOST = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(ServingWorker.class);

    /** Stops the hook, and waits for it, but no longer than 10 s: a hook that does not come back is left behind. */
    @Override
    public void close() {
        engine.close();
        var stopping = new Thread(hook::close, "hook-stop");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(MOST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            LOG.warn("The hook has not come back from stop() within {}; it is left behind.", MOST);
        }
    }
}
