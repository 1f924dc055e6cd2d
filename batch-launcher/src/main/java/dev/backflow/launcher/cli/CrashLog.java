package dev.backflow.launcher.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the stack trace of an internal error in a file, away from the console. */
final class CrashLog {
    static final String NAME = "launcher-errors.log";

    private final InstantSource clock;

    CrashLog(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Appends the fault to the log in the data folder, or in the folder for temporary files when there is none.
     *
     * @return the log, or null if nothing could be written anywhere
     */
    @Nullable
    Path write(Throwable fault, Path data) {
        var trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace, true));
        var entry = clock.instant() + " " + trace;
        return Stream.of(data, Path.of(System.getProperty("java.io.tmpdir")))
                .filter(Files::isDirectory)
                .map(folder -> append(entry, folder.resolve(NAME)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Path append(String entry, Path log) {
        try {
            return Files.writeString(log, entry, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            return null;
        }
    }
}
