package dev.backflow.worker.lease;

import java.util.Map;

/**
 * Tells a JVM that ends because the hook called {@code System.exit} from one that ends by a signal. The difference
 * matters: a signal is answered by a stop in good order, which would wait for the very slot that called, and would leave
 * no trace of the document that did it.
 */
public final class HookExit {
    private HookExit() {}

    /**
     * For shutdown hooks of a JVM that has not called {@code System.exit} itself: whether some thread of it has, and
     * thereby began this shutdown. A signal comes on a thread of the JVM's own, which calls something else.
     */
    public static boolean hasBegunTheShutdown() {
        return hasBegunTheShutdown(Thread.getAllStackTraces());
    }

    static boolean hasBegunTheShutdown(Map<Thread, StackTraceElement[]> traces) {
        return traces.values().stream().anyMatch(HookExit::isRunningShutdownHooks);
    }

    /** One thread runs the hooks; a second one that calls exit meanwhile waits for it, and has begun nothing. */
    private static boolean isRunningShutdownHooks(StackTraceElement[] trace) {
        boolean running = false;
        for (StackTraceElement frame : trace) {
            running |= frame.getClassName().equals("java.lang.ApplicationShutdownHooks");
            if (running
                    && frame.getClassName().equals("java.lang.Runtime")
                    && frame.getMethodName().equals("exit")) {
                return true;
            }
        }
        return false;
    }
}
