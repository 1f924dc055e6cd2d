package dev.backflow.launcher.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What befalls a process, as text: {@code halt}; {@code throw:IOException}, the name with or without its package;
 * {@code pause:MILLISECONDS}; {@code signal:TERM}, to itself; {@code touch:FILE}.
 */
record Fault(String kind, String argument) {
    /** What a shell reports of a process that was killed. */
    static final int KILLED = 137;

    private static final List<String> PACKAGES =
            List.of("", "java.lang.", "java.io.", "java.sql.", "org.springframework.dao.");

    static Fault of(String text) {
        String[] parts = text.split(":", 2);
        if (!List.of("halt", "throw", "pause", "signal", "touch").contains(parts[0])) {
            throw new IllegalArgumentException("no fault is called " + text);
        }
        return new Fault(parts[0], parts.length == 2 ? parts[1] : "");
    }

    void happen() {
        if (kind.equals("throw")) {
            Fault.<RuntimeException>thrown(exception());
        }
        try {
            switch (kind) {
                case "halt" -> Runtime.getRuntime().halt(KILLED);
                case "pause" -> Thread.sleep(Long.parseLong(argument));
                case "touch" -> Files.write(Path.of(argument), new byte[0], StandardOpenOption.CREATE);
                default -> signal();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the process has begun to end, or after ten seconds if it does not mind the signal. */
    private void signal() throws IOException, InterruptedException {
        String pid = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-s", argument, pid).start().waitFor();
        for (int wait = 0; wait < 1_000 && !isEnding(); wait++) {
            Thread.sleep(10);
        }
        // The hooks of the shutdown have just been started, and have yet to tell.
        Thread.sleep(100);
    }

    private static boolean isEnding() {
        var hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private Throwable exception() {
        for (String prefix : PACKAGES) {
            try {
                return Class.forName(prefix + argument)
                        .asSubclass(Throwable.class)
                        .getConstructor(String.class)
                        .newInstance("thrown by a test");
            } catch (ClassNotFoundException e) {
                // In the next package, perhaps.
            } catch (NoSuchMethodException
                    | InstantiationException
                    | IllegalAccessException
                    | InvocationTargetException e) {
                throw new IllegalArgumentException("cannot make a " + argument, e);
            }
        }
        throw new IllegalArgumentException("there is no " + argument);
    }

    /** Points stand where checked exceptions are declared and where not; a fault asks nobody. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void thrown(Throwable exception) throws T {
        throw (T) exception;
    }
}
