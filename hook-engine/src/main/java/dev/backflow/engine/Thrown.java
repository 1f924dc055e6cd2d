package dev.backflow.engine;

import dev.backflow.hook.Failure;
import dev.backflow.hook.PermanentFailure;
import dev.backflow.hook.SourceChangedException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import org.jspecify.annotations.Nullable;

/**
 * What a hook threw, as strings, so that neither its classes nor its tricks are kept. A hook's exception may answer
 * every question with another exception, or name itself as its own cause.
 */
record Thrown(String type, String message, String where, boolean permanent, boolean interrupted) {
    static final int MAX_MESSAGE = 1_000;
    private static final int MAX_NAME = 500;
    private static final int MAX_CAUSES = 50;

    static Thrown of(Throwable thrown, HookFrame frames) {
        boolean interrupted = false;
        Throwable permanent = null;
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            interrupted |= tellsOfAnInterrupt(cause);
            if (permanent == null && (cause instanceof PermanentFailure || cause instanceof SourceChangedException)) {
                permanent = cause;
            }
            cause = causeOf(cause);
        }
        Throwable told = permanent == null ? thrown : permanent;
        return new Thrown(typeOf(told), messageOf(told), whereOf(thrown, frames), permanent != null, interrupted);
    }

    /** Type and message on one line. */
    String summary() {
        return OneLine.of(message.isEmpty() ? type : type + ": " + message);
    }

    /** At most {@code max} characters, none of them half a surrogate pair, which no result file could hold. */
    static String bounded(String text, int max) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), max));
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            if (kept.length() + Character.charCount(point) > max) {
                break;
            }
            kept.appendCodePoint(Character.getType(point) == Character.SURROGATE ? 0xFFFD : point);
            at += Character.charCount(point);
        }
        return kept.toString();
    }

    private static String typeOf(Throwable thrown) {
        if (thrown instanceof SourceChangedException) {
            return Failure.SOURCE_CHANGED;
        }
        if (thrown instanceof NotPlainException) {
            return Failure.NOT_PLAIN;
        }
        return bounded(thrown.getClass().getName(), MAX_NAME);
    }

    private static boolean tellsOfAnInterrupt(Throwable thrown) {
        // A timed-out socket throws a subclass of InterruptedIOException: hence the exact class.
        return thrown instanceof InterruptedException
                || thrown instanceof ClosedByInterruptException
                || thrown instanceof FileLockInterruptionException
                || thrown.getClass() == InterruptedIOException.class;
    }

    private static String messageOf(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            if (message != null) {
                return bounded(message, MAX_MESSAGE);
            }
            Throwable cause = thrown.getCause();
            return cause == null ? "" : bounded("caused by " + cause, MAX_MESSAGE);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            return "(asked for its message, it threw %s)".formatted(e.getClass().getName());
        }
    }

    private static String whereOf(Throwable thrown, HookFrame frames) {
        try {
            return bounded(frames.in(thrown.getStackTrace()), MAX_NAME);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            return "";
        }
    }

    private static @Nullable Throwable causeOf(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            return null;
        }
    }
}
