package dev.backflow.run.job;

import java.util.regex.Pattern;

/**
 * One scalar: its text, how it was written, and where. What a plain scalar is follows the core schema of YAML 1.2,
 * so {@code yes}, {@code no}, {@code on} and {@code off} are text (source: YAML 1.2.2, section 10.3.2).
 */
record Scalar(String text, Style style, Place place) implements Value {
    /** How a scalar was written. */
    enum Style {
        /** Without quotes: may be a number, a boolean or empty. */
        PLAIN,
        /** In quotes or as a block: always text. */
        QUOTED,
        /** On the command line, where quotes are lost: whatever the key takes. */
        TYPED
    }

    /** What a plain scalar is by the core schema. */
    enum Type {
        NULL,
        BOOLEAN,
        NUMBER,
        NOT_A_FINITE_NUMBER,
        TEXT
    }

    private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NUMBER =
            Pattern.compile("0o[0-7]++|0x[0-9a-fA-F]++|[-+]?(\\.[0-9]++|[0-9]++(\\.[0-9]*+)?)([eE][-+]?[0-9]++)?");
    private static final Pattern NOT_A_FINITE_NUMBER = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    Type type() {
        if (style == Style.QUOTED) {
            return Type.TEXT;
        }
        if (NULL.matcher(text).matches()) {
            return Type.NULL;
        }
        if (BOOLEAN.matcher(text).matches()) {
            return Type.BOOLEAN;
        }
        if (NUMBER.matcher(text).matches()) {
            return Type.NUMBER;
        }
        return NOT_A_FINITE_NUMBER.matcher(text).matches() ? Type.NOT_A_FINITE_NUMBER : Type.TEXT;
    }

    /** Whether a key that takes text takes this: numbers and booleans of the file must be quoted for that. */
    boolean isText() {
        return type() == Type.TEXT || (style == Style.TYPED && !text.isEmpty());
    }

    boolean isEmpty() {
        return type() == Type.NULL || text.isBlank();
    }

    @Override
    public String shown() {
        if (isEmpty()) {
            return "empty";
        }
        return type() == Type.TEXT ? Quoted.of(text) : Quoted.oneLine(text, 60);
    }

    @Override
    public int height() {
        return 0;
    }

    @Override
    public int size() {
        return 1;
    }
}
