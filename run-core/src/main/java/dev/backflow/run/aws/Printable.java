package dev.backflow.run.aws;

/** Text from elsewhere, such as a key, in a message of one line. */
final class Printable {
    private Printable() {}

    /** Line breaks, and characters that turn text around, are written as escapes. */
    static String of(String text) {
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
