package dev.backflow.launcher.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Notices that the JVM which started this one is gone, however it went: it held the other end of a pipe. */
public final class StarterWatch {
    private StarterWatch() {}

    /**
     * Starts to watch, on a thread that keeps no JVM alive.
     *
     * @param in standard input, on which nothing more is sent
     * @param gone called once, when its other end is closed
     */
    public static void start(InputStream in, Runnable gone) {
        var watch = new Thread(
                () -> {
                    waitForEnd(in);
                    gone.run();
                },
                "watch-starter");
        watch.setDaemon(true);
        watch.start();
    }

    private static void waitForEnd(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe has no other end either.
        }
    }
}
