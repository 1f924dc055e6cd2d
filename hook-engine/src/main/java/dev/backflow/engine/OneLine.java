package dev.backflow.engine;

/** Texts of others, made fit for one line of a message: bounded, without control characters. */
final class OneLine {
    private static final int MAX = 300;

    private OneLine() {}

    static String of(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(MAX + 1L).forEach(point -> line.appendCodePoint(isUnfit(point) ? ' ' : point));
        if (text.codePointCount(0, text.length()) > MAX) {
            line.setLength(line.offsetByCodePoints(0, MAX));
            line.append("...");
        }
        return line.toString().strip().replaceAll(" {2,}", " ");
    }

    private static boolean isUnfit(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
