package dev.backflow.worker.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Stands in the worker's place: says who and how it is, then ends or waits for a signal. */
public final class SampleWorker {
    private SampleWorker() {}

    /** @param arguments the exit code, or {@code wait} for a signal, which it answers on its way out */
    public static void main(String[] arguments) throws Exception {
        System.out.println("pid=" + ProcessHandle.current().pid());
        for (String name : new String[] {"jdk.serialFilter", "java.io.tmpdir", "user.home"}) {
            System.out.println(name + "=" + System.getProperty(name));
        }
        System.out.println("heap=" + Runtime.getRuntime().maxMemory());
        System.out.println("arguments=" + String.join(",", arguments));
        if (arguments[0].equals("wait")) {
            Path ended = Path.of(System.getProperty("java.io.tmpdir"), "ended");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> touch(ended)));
            System.out.println("ready");
            new CountDownLatch(1).await();
        }
        System.exit(Integer.parseInt(arguments[0]));
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
