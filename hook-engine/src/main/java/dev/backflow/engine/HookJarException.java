package dev.backflow.engine;

import org.jspecify.annotations.Nullable;

/**
 * A hook cannot be used: its jar, its class, or what it does when it is started. For the hook's team; the message is one
 * line saying what is wrong, where, and what to do.
 */
public final class HookJarException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String where;
    private final String remedy;

    HookJarException(String what, String where, String remedy, @Nullable Throwable cause) {
        super("%s (%s). %s".formatted(OneLine.of(what), OneLine.of(where), remedy), cause);
        this.what = OneLine.of(what);
        this.where = OneLine.of(where);
        this.remedy = remedy;
    }

    HookJarException(String what, String where, String remedy) {
        this(what, where, remedy, null);
    }

    /** What is wrong, without a full stop. */
    public String what() {
        return what;
    }

    /** The path of the jar, or the name of the class when there is no jar. */
    public String where() {
        return where;
    }

    /** What to do about it: a full sentence, or several. */
    public String remedy() {
        return remedy;
    }
}
