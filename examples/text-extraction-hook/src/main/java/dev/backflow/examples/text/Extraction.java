package dev.backflow.examples.text;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.PagedText;
import org.apache.tika.metadata.TikaCoreProperties;

/**
 * What came out of one document.
 *
 * @param mediaType such as {@code application/pdf}
 * @param title empty when the document names none
 * @param author empty when the document names none; several are parted by {@code ; }
 * @param pages 0 when the document has no pages or does not say
 * @param characters how many the whole text has
 * @param text its beginning
 */
record Extraction(String mediaType, String title, String author, int pages, long characters, String text) {
    private static final int LONGEST_VALUE = 1_000;

    static Extraction of(ParsedDocument document) {
        Metadata metadata = document.metadata();
        Integer pages = metadata.getInt(PagedText.N_PAGES);
        return new Extraction(
                document.type().getBaseType().toString(),
                tidy(metadata.get(TikaCoreProperties.TITLE)),
                tidy(String.join("; ", metadata.getValues(TikaCoreProperties.CREATOR))),
                pages == null ? 0 : pages,
                document.text().characters(),
                document.text().kept());
    }

    /** The payload, without what the document does not tell. */
    Map<String, Object> payload() {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("mediaType", mediaType);
        if (!title.isEmpty()) {
            payload.put("title", title);
        }
        if (!author.isEmpty()) {
            payload.put("author", author);
        }
        if (pages > 0) {
            payload.put("pages", pages);
        }
        payload.put("characters", characters);
        payload.put("truncated", text.codePointCount(0, text.length()) < characters);
        payload.put("text", text);
        return payload;
    }

    private static String tidy(String value) {
        PlainText tidy = new PlainText(LONGEST_VALUE);
        if (value != null) {
            tidy.characters(value.toCharArray(), 0, value.length());
        }
        return tidy.kept();
    }
}
