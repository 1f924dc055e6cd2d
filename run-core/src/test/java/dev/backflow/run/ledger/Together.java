package dev.backflow.run.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several threads that begin at the same moment. */
final class Together {
    /** What one of the threads does. */
    @FunctionalInterface
    interface Part<T> {
        T act(int thread) throws Exception;
    }

    private Together() {}

    /** Returns what each thread returned, or fails with the first failure and all others attached to it. */
    static <T> List<T> run(int threads, Part<T> part) throws InterruptedException {
        var barrier = new CyclicBarrier(threads);
        List<Callable<T>> parts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            parts.add(() -> {
                barrier.await();
                return part.act(thread);
            });
        }
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            return results(executor.invokeAll(parts));
        } finally {
            executor.shutdownNow();
        }
    }

    private static <T> List<T> results(List<Future<T>> futures) throws InterruptedException {
        List<T> results = new ArrayList<>();
        AssertionError failed = new AssertionError("a thread failed");
        for (Future<T> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                failed.addSuppressed(e.getCause());
            }
        }
        if (failed.getSuppressed().length > 0) {
            throw failed;
        }
        return results;
    }
}
