package dev.backflow.run.job;

/** Shows a value inside a message: in quotes, on one line, and short, whatever it holds. */
final class Quoted {
    private static final int MAX_LENGTH = 60;

    private Quoted() {}

    static String of(String text) {
        return '"' + oneLine(text, MAX_LENGTH) + '"';
    }

    /** The text with everything that could break or disguise the line replaced by its escape. */
    static String oneLine(String text, int maxLength) {
        var shown = new StringBuilder();
        text.codePoints().limit(maxLength).forEach(point -> append(shown, point));
        return text.codePointCount(0, text.length()) > maxLength ? shown + "..." : shown.toString();
    }

    private static void append(StringBuilder shown, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> shown.append("\\u{%X}".formatted(point));
            default -> shown.appendCodePoint(point);
        }
    }
}
