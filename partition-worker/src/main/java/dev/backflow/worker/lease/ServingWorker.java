package dev.backflow.worker.lease;

import dev.backflow.engine.HookEngine;
import dev.backflow.engine.HookJar;

/** A worker that is ready to serve, with the hook that it serves by; closing it stops the hook. */
public record ServingWorker(PartitionWorker worker, HookJar hook, HookEngine engine) implements AutoCloseable {
    @Override
    public void close() {
        engine.close();
        hook.close();
    }
}
