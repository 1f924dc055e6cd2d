package dev.backflow.examples.words;

/**
 * What was found in one document.
 *
 * @param title the first line that is not blank, without the marks of a heading; empty when there is none
 * @param words runs of characters that are not white space
 * @param lines line breaks, and one more when text follows the last of them
 * @param sha256 of the document's bytes, in small hexadecimal digits
 */
record Count(String title, long words, long lines, String sha256) {}
