package dev.backflow.examples.words;

/** Counts words and lines, and finds the title, as the characters of one document pass by. For one thread. */
final class Tally {
    private static final int LONGEST_TITLE = 120;

    private final StringBuilder line = new StringBuilder();
    private String title = "";
    private long words;
    private long breaks;
    private boolean insideWord;
    private boolean insideLine;

    void add(char[] characters, int length) {
        for (int at = 0; at < length; at++) {
            add(characters[at]);
        }
    }

    Count count(String sha256) {
        takeTitle();
        return new Count(title, words, insideLine ? breaks + 1 : breaks, sha256);
    }

    private void add(char character) {
        boolean white = Character.isWhitespace(character);
        if (!white && !insideWord) {
            words++;
        }
        insideWord = !white;
        insideLine = character != '\n';
        if (character == '\n') {
            breaks++;
            takeTitle();
        } else if (title.isEmpty() && line.length() < LONGEST_TITLE && !(white && line.isEmpty())) {
            line.append(character);
        }
    }

    private void takeTitle() {
        if (title.isEmpty()) {
            title = line.toString().replaceFirst("^#+", "").strip();
            line.setLength(0);
        }
    }
}
