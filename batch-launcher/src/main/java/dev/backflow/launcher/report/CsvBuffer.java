package dev.backflow.launcher.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of CSV being built in memory (RFC 4180, UTF-8), made for people and their spreadsheets: a text that a
 * spreadsheet would run as a formula gets an apostrophe before it (source: OWASP, "CSV Injection"), and control
 * characters that RFC 4180 has no place for are spelled {@code \}{@code u001B}. The exact texts are in the JSON lines.
 */
final class CsvBuffer {
    private final StringBuilder rows = new StringBuilder();
    private boolean rowBegun;

    /** Adds a cell; null is an empty one. */
    void cell(@Nullable Object value) {
        if (rowBegun) {
            rows.append(',');
        }
        rowBegun = true;
        if (value instanceof String text) {
            append(text);
        } else if (value != null) {
            rows.append(value);
        }
    }

    void endRow() {
        rows.append("\r\n");
        rowBegun = false;
    }

    int size() {
        return rows.length();
    }

    /** Hands the rows over, and starts anew. */
    void drainTo(OutputStream out) throws IOException {
        out.write(rows.toString().getBytes(UTF_8));
        rows.setLength(0);
    }

    private void append(String text) {
        var quoted = needsQuotes(text);
        if (quoted) {
            rows.append('"');
        }
        if (mayBeFormula(text)) {
            rows.append('\'');
        }
        for (var i = 0; i < text.length(); i++) {
            append(text.charAt(i));
        }
        if (quoted) {
            rows.append('"');
        }
    }

    private void append(char character) {
        if (character == '"') {
            rows.append("\"\"");
        } else if (Character.isISOControl(character) && character != '\n' && character != '\r' && character != '\t') {
            rows.append("\\u%04X".formatted((int) character));
        } else {
            rows.append(character);
        }
    }

    /** White space at either end is quoted too, as some readers would drop it. */
    private static boolean needsQuotes(String text) {
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == ',' || character == '"' || character == '\n' || character == '\r' || character == '\t') {
                return true;
            }
        }
        return !text.strip().equals(text);
    }

    /** Also when white space stands before the sign, in which some spreadsheets see nothing. */
    private static boolean mayBeFormula(String text) {
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == '\t' || character == '\r' || character == '\n') {
                return true;
            }
            if (!Character.isWhitespace(character) && !Character.isISOControl(character)) {
                // The last four are the full-width forms, which some spreadsheets read alike.
                return "=+-@\uFF1D\uFF0B\uFF0D\uFF20".indexOf(character) >= 0;
            }
        }
        return false;
    }
}
