package dev.backflow.launcher.run;

import dev.backflow.run.time.Sleeper;
import dev.backflow.worker.lease.HookExit;
import dev.backflow.worker.lease.ProcessEnd;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGINT and SIGTERM into a stop in good order: the signal's thread asks the run to stop and then waits, so that
 * the JVM, which exits with the signal's own number, does not before the run has ended.
 */
public final class OrderlyStop {
    /** Longer than workers get to settle what they have, and to end. */
    private static final Duration MOST = Duration.ofSeconds(90);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Runnable exited;
    private volatile boolean signalled;

    private OrderlyStop(Runnable exited) {
        this.exited = exited;
    }

    /**
     * Listens for the signals of this process.
     *
     * @param exited ends the process at once, and is called when it is no signal but a hook that calls
     *     {@code System.exit}: a stop in good order would wait for the hook, and forget the document that did it
     */
    public static OrderlyStop of(StopSignal stop, Runnable exited) {
        var orderly = new OrderlyStop(exited);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> orderly.stop(stop), "orderly-stop"));
        return orderly;
    }

    /**
     * Ends the process with what its run has ended with. That is not always the signal's number: a signal comes too late
     * when all is served, and the JVM would exit with it all the same.
     */
    public void exit(int number) {
        if (signalled) {
            Runtime.getRuntime().halt(number);
        }
        ended.countDown();
        new ProcessEnd(Sleeper.real()).exit(number);
    }

    /**
     * What the JVM is going to exit with. It tells that to nobody, but handles each signal on a thread that is named
     * after it and waits for the shutdown's end (source: OpenJDK 17, jdk.internal.misc.Signal, dispatch). A handler of our
     * own would take SIGINT also where whoever started this process has switched it off, and the API is internal.
     */
    private static ExitCode exitCode() {
        boolean interrupted = Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("SIGINT handler"));
        return interrupted ? ExitCode.INTERRUPTED : ExitCode.TERMINATED;
    }

    private void stop(StopSignal stop) {
        if (ended.getCount() > 0 && HookExit.hasBegunTheShutdown()) {
            exited.run();
        }
        signalled = ended.getCount() > 0;
        stop.give(exitCode());
        try {
            // When the time is up the JVM goes on to exit, and the next start takes over what is left.
            boolean ignored = ended.await(MOST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
