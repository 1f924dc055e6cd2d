package dev.backflow.examples.text;

import org.xml.sax.helpers.DefaultHandler;

/**
 * Gathers the characters of one document as tidy text: counts all of them and keeps the first ones.
 *
 * <p>A run of white space becomes one space, one tab, one line break or one blank line, whichever is the largest in
 * it. Control characters go, and half a surrogate pair becomes U+FFFD, so that the text can always be written as
 * UTF-8. For one document and one thread.
 */
final class PlainText extends DefaultHandler {
    private static final int REPLACEMENT = 0xFFFD;

    private final int limit;
    private final StringBuilder kept = new StringBuilder();
    private Gap gap = Gap.NONE;
    private long characters;
    private char waitingHigh;

    /** @param limit how many characters (code points) to keep, 0 or more */
    PlainText(int limit) {
        this.limit = limit;
    }

    /** How many characters (code points) the whole document has. */
    long characters() {
        completePair();
        return characters;
    }

    /** The first characters, at most as many as the limit. */
    String kept() {
        completePair();
        return kept.toString();
    }

    @Override
    public void characters(char[] buffer, int start, int length) {
        for (int at = start; at < start + length; at++) {
            add(buffer[at]);
        }
    }

    @Override
    public void ignorableWhitespace(char[] buffer, int start, int length) {
        characters(buffer, start, length);
    }

    private void add(char unit) {
        if (waitingHigh != 0 && Character.isLowSurrogate(unit)) {
            int codePoint = Character.toCodePoint(waitingHigh, unit);
            waitingHigh = 0;
            addVisible(codePoint);
            return;
        }
        completePair();
        if (Character.isHighSurrogate(unit)) {
            waitingHigh = unit;
        } else if (Character.isLowSurrogate(unit)) {
            addVisible(REPLACEMENT);
        } else if (Character.isWhitespace(unit) || Character.isSpaceChar(unit)) {
            gap = gap.and(unit);
        } else if (!Character.isISOControl(unit)) {
            addVisible(unit);
        }
    }

    private void completePair() {
        if (waitingHigh != 0) {
            waitingHigh = 0;
            addVisible(REPLACEMENT);
        }
    }

    private void addVisible(int codePoint) {
        if (characters > 0) {
            gap.text.codePoints().forEach(this::append);
        }
        gap = Gap.NONE;
        append(codePoint);
    }

    private void append(int codePoint) {
        if (characters < limit) {
            kept.appendCodePoint(codePoint);
        }
        characters++;
    }

    /** The white space since the last visible character, in rising order. */
    private enum Gap {
        NONE(""),
        SPACE(" "),
        TAB("\t"),
        LINE("\n"),
        BLANK_LINE("\n\n");

        private final String text;

        Gap(String text) {
            this.text = text;
        }

        Gap and(char white) {
            if (white == '\n') {
                return this == LINE || this == BLANK_LINE ? BLANK_LINE : LINE;
            }
            Gap seen = white == '\t' ? TAB : SPACE;
            return seen.compareTo(this) > 0 ? seen : this;
        }
    }
}
