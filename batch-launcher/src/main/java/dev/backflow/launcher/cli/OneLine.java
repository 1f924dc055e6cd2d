package dev.backflow.launcher.cli;

/** Keeps what comes from outside (names of documents, messages of hooks) on one line of a terminal. */
final class OneLine {
    private OneLine() {}

    /** The text with everything escaped that a terminal would act on or that would start another line. */
    static String of(String text) {
        if (text.codePoints().noneMatch(OneLine::isUnsafe)) {
            return text;
        }
        var safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isUnsafe(point)) {
                safe.append("\\u%04x".formatted(point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }

    private static boolean isUnsafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
