package dev.backflow.run.aws;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes many calls at a time, as each takes a round trip of some ten milliseconds. All slots of a process share one;
 * its threads go when they have nothing to do. Safe for use by several threads.
 */
public final class Fan implements AutoCloseable {
    private static final int IDLE_SECONDS = 5;

    private final ThreadPoolExecutor threads;

    /** @param width how many calls at a time, 1 or more */
    public Fan(int width) {
        this.threads = new ThreadPoolExecutor(
                width, width, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    var thread = new Thread(task, "s3");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** For whoever waits for each call himself. */
    public ExecutorService executor() {
        return threads;
    }

    /** Makes all calls, and returns when the last is done; throws what the first of them to fail has thrown. */
    void all(List<Callable<Void>> calls) throws IOException {
        List<Future<Void>> answers = new ArrayList<>(calls.size());
        try {
            for (var call : calls) {
                answers.add(threads.submit(call));
            }
            for (var answer : answers) {
                answer.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for S3");
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            answers.forEach(answer -> answer.cancel(true));
        }
    }

    private static IOException failure(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
