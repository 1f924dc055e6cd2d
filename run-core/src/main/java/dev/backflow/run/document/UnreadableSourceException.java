package dev.backflow.run.document;

import dev.backflow.run.file.StoreException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The source cannot be listed or reached as it is; the message says what, where and what to do, in one line. */
public final class UnreadableSourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why: each has an exit code of its own. */
    public enum Kind {
        /** Not there, not a folder, a name that cannot be read, or an input error. */
        NOT_READABLE,
        /** There, but this user may not read it. */
        NOT_PERMITTED,
        /** It does not answer now, and may do so later. */
        UNAVAILABLE
    }

    private final Kind kind;

    public UnreadableSourceException(Kind kind, String what, String where, String remedy, @Nullable Throwable cause) {
        super("%s (%s). %s".formatted(what, onOneLine(where), remedy), cause);
        this.kind = kind;
    }

    /** As the store says it. */
    public UnreadableSourceException(StoreException fault) {
        super(fault.getMessage(), fault);
        this.kind = switch (fault.kind()) {
            case NOT_THERE -> Kind.NOT_READABLE;
            case NOT_PERMITTED -> Kind.NOT_PERMITTED;
            case UNAVAILABLE -> Kind.UNAVAILABLE;
        };
    }

    static UnreadableSourceException notPermitted(Path path, @Nullable Throwable cause) {
        return new UnreadableSourceException(
                Kind.NOT_PERMITTED,
                "This part of the source may not be read by the user that runs this",
                path.toString(),
                "Give that user the right to read it, or move it out of the source.",
                cause);
    }

    static UnreadableSourceException unreadable(Path path, Throwable cause) {
        return new UnreadableSourceException(
                Kind.NOT_READABLE,
                "This part of the source cannot be read: "
                        + onOneLine(cause.getClass().getSimpleName() + " " + cause.getMessage()),
                path.toString(),
                "Check the disk or mount that holds it, then start again.",
                cause);
    }

    static UnreadableSourceException noSuchFolder(Path root, @Nullable Throwable cause) {
        return new UnreadableSourceException(
                Kind.NOT_READABLE,
                "The source is not a folder, or not there",
                root.toString(),
                "Create it, mount it, or correct source in the job file.",
                cause);
    }

    public Kind kind() {
        return kind;
    }

    /** File names may hold line breaks and characters that turn text around; a message must not. */
    private static String onOneLine(String text) {
        var line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                line.append(c > 0xFFFF ? "\\u{%X}".formatted(c) : "\\u%04X".formatted(c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return line.toString();
    }
}
