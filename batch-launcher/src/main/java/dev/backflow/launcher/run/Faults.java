package dev.backflow.launcher.run;

import com.zaxxer.hikari.pool.HikariPool;
import dev.backflow.engine.HookJarException;
import dev.backflow.launcher.sandbox.aws.SandboxException;
import dev.backflow.launcher.serve.HopelessException;
import dev.backflow.run.document.UnreadableSourceException;
import dev.backflow.run.file.StoreException;
import dev.backflow.run.job.InvalidJobFileException;
import dev.backflow.run.ledger.SupersededException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What a fault means to whoever started the run: an exit code and one line, never a stack trace. */
final class Faults {
    private Faults() {}

    /** The fault as the command line tells it; what nobody expected stays what it is, and becomes exit code 70. */
    static RuntimeException told(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            LaunchException told = expected(cause);
            if (told != null) {
                if (told != cause && told.getCause() == null) {
                    told.initCause(fault);
                }
                return told;
            }
        }
        return fault instanceof RuntimeException runtime ? runtime : new IllegalStateException(fault);
    }

    /** What is left of a sandbox, and what had gone wrong before, which is less urgent. */
    static LaunchException leftAfter(Throwable first, LaunchException left) {
        var problems = new ArrayList<>(left.problems());
        problems.add("Before that: " + told(first).getMessage());
        var told = new LaunchException(left.exitCode(), problems);
        told.initCause(first);
        return told;
    }

    private static @Nullable LaunchException expected(Throwable cause) {
        if (cause instanceof LaunchException told) {
            return told;
        }
        if (cause instanceof StoppedException stopped) {
            return new LaunchException(stopped.exitCode(), line(cause));
        }
        if (cause instanceof SupersededException) {
            return new LaunchException(ExitCode.ALREADY_RUNNING, line(cause) + " This launcher did nothing more.");
        }
        if (cause instanceof HopelessException) {
            return new LaunchException(ExitCode.UNAVAILABLE, line(cause));
        }
        if (cause instanceof SandboxException sandbox) {
            return new LaunchException(
                    switch (sandbox.kind()) {
                        case UNAVAILABLE -> ExitCode.UNAVAILABLE;
                        case NOT_PERMITTED -> ExitCode.NOT_PERMITTED;
                        case WRONG -> ExitCode.CONFIGURATION_WRONG;
                        case STOPPED -> ExitCode.TERMINATED;
                    },
                    line(cause));
        }
        if (cause instanceof UnreadableSourceException source) {
            return new LaunchException(
                    switch (source.kind()) {
                        case NOT_READABLE -> ExitCode.UNREADABLE;
                        case NOT_PERMITTED -> ExitCode.NOT_PERMITTED;
                        case UNAVAILABLE -> ExitCode.UNAVAILABLE;
                    },
                    line(cause));
        }
        if (cause instanceof StoreException store) {
            return new LaunchException(
                    switch (store.kind()) {
                        case NOT_THERE -> ExitCode.CONFIGURATION_WRONG;
                        case NOT_PERMITTED -> ExitCode.NOT_PERMITTED;
                        case UNAVAILABLE -> ExitCode.UNAVAILABLE;
                    },
                    line(cause));
        }
        if (cause instanceof HookJarException) {
            return new LaunchException(ExitCode.CONFIGURATION_WRONG, line(cause));
        }
        if (cause instanceof InvalidJobFileException file) {
            return new LaunchException(
                    ExitCode.CONFIGURATION_WRONG,
                    file.problems().stream().map(Object::toString).toList());
        }
        return unavailable(cause);
    }

    private static @Nullable LaunchException unavailable(Throwable cause) {
        if (cause instanceof SQLException
                || cause instanceof DataAccessException
                || cause instanceof TransactionException
                || cause instanceof HikariPool.PoolInitializationException) {
            Throwable first = deepest(cause);
            if (first instanceof ConnectException) {
                // The driver says, above it, where to.
                first = deepestOf(SQLException.class, cause, first);
            }
            return new LaunchException(
                    ExitCode.UNAVAILABLE,
                    "The job repository cannot be used now: %s %s; nothing is lost."
                            .formatted(
                                    sentence(first),
                                    isOfTheDisk(first)
                                            ? "Make sure that the disk of the data folder (--data-dir) can be written and has room, then start again"
                                            : "Try again when it can"));
        }
        if (cause instanceof AccessDeniedException denied) {
            return new LaunchException(
                    ExitCode.CONFIGURATION_WRONG,
                    "%s may not be used by this user. Give the right to it, or name another folder."
                            .formatted(denied.getFile()));
        }
        if (cause instanceof FileSystemException
                || cause instanceof UncheckedIOException
                || cause instanceof IOException) {
            return new LaunchException(
                    ExitCode.UNAVAILABLE,
                    "A file could not be read or written: %s Mend that, then start again; nothing is lost."
                            .formatted(sentence(deepest(cause))));
        }
        return null;
    }

    /** Faults of the network are exceptions of their own kinds; what is left is the file of an embedded database. */
    private static boolean isOfTheDisk(Throwable fault) {
        return fault.getClass() == IOException.class || fault instanceof FileSystemException;
    }

    private static Throwable deepest(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Throwable deepestOf(Class<? extends Throwable> kind, Throwable fault, Throwable otherwise) {
        Throwable found = otherwise;
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            found = kind.isInstance(cause) ? cause : found;
        }
        return found;
    }

    private static String sentence(Throwable fault) {
        String line = line(fault);
        return line.endsWith(".") ? line : line + ".";
    }

    private static String line(Throwable fault) {
        String message = fault.getMessage();
        List<String> lines = message == null
                ? List.of(fault.getClass().getSimpleName())
                : message.lines().map(String::strip).toList();
        return String.join(" ", lines);
    }
}
