package dev.backflow.worker.lease;

import com.sun.management.OperatingSystemMXBean;
import dev.backflow.run.ledger.WorkerLoad;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.function.LongSupplier;

/**
 * How busy this process was since it was asked last, as a share of what it can use. A worker has no use for more
 * processors than it has slots, and in a container it gets what the container has: both would make a worker that is busy
 * look idle on a machine with many processors.
 */
final class ProcessLoad {
    private final double processors;
    private final LongSupplier cpuNanos;
    private final LongSupplier nanoTime;
    private long lastCpuNanos;
    private long lastNanos;

    /**
     * @param processors that the process can keep busy, above 0
     * @param cpuNanos processor time that this process has used, negative where the machine does not tell
     * @param nanoTime where durations are read, {@link System#nanoTime} but in tests
     */
    ProcessLoad(double processors, LongSupplier cpuNanos, LongSupplier nanoTime) {
        this.processors = processors;
        this.cpuNanos = cpuNanos;
        this.nanoTime = nanoTime;
        this.lastCpuNanos = cpuNanos.getAsLong();
        this.lastNanos = nanoTime.getAsLong();
    }

    /** Of this process. */
    static ProcessLoad of(int slots, double processors) {
        return new ProcessLoad(
                Math.min(slots, processors),
                ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                        ? machine::getProcessCpuTime
                        : () -> -1,
                System::nanoTime);
    }

    WorkerLoad read() {
        return new WorkerLoad(cpu(), memory());
    }

    private double cpu() {
        long cpuNow = cpuNanos.getAsLong();
        long now = nanoTime.getAsLong();
        double share = cpuNow < 0 || now <= lastNanos
                ? -1
                : Math.min(1, (cpuNow - lastCpuNanos) / (processors * (now - lastNanos)));
        lastCpuNanos = cpuNow;
        lastNanos = now;
        return share;
    }

    /** What a collection has left: what is in use before one is mostly garbage. */
    private static double memory() {
        long left = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage usage = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            left += usage == null ? 0 : usage.getUsed();
        }
        return Math.min(1, (double) left / Runtime.getRuntime().maxMemory());
    }
}
