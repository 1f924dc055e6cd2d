package dev.backflow.examples.text;

import dev.backflow.hook.Document;
import dev.backflow.hook.Failure;
import dev.backflow.hook.Hook;
import dev.backflow.hook.Response;
import dev.backflow.hook.Steps;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.xml.sax.SAXException;

/**
 * Extracts text, title, author and number of pages. Statuses: {@code EXTRACTED}, {@code EMPTY} (nothing to read, such as
 * a scan), {@code ENCRYPTED}, {@code BROKEN} and {@code TOO_LARGE}.
 */
public final class TextExtraction implements Hook<Extraction> {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Map<String, String> STATUSES = Map.of(
            Unreadable.Encrypted.class.getName(), "ENCRYPTED",
            Unreadable.Broken.class.getName(), "BROKEN",
            Unreadable.TooLarge.class.getName(), "TOO_LARGE");

    private Settings settings;
    private TikaReader tika;

    @Override
    public void start(Map<String, Object> values) throws TikaException, IOException, SAXException {
        settings = Settings.from(values);
        tika = TikaReader.load(settings.language());
    }

    @Override
    public Steps<Extraction> steps() {
        return Steps.first("detect", LIMIT, this::detect)
                .then("text", LIMIT, this::text)
                .then("metadata", LIMIT, Extraction::of);
    }

    @Override
    public Response completed(Extraction extraction, Document document) {
        return Response.of(extraction.characters() == 0 ? "EMPTY" : "EXTRACTED", extraction.payload());
    }

    @Override
    public Response exhausted(Failure failure, Document document) {
        String status = STATUSES.get(failure.type());
        return status == null ? failure.toResponse() : Response.of(status, Map.of("why", failure.message()));
    }

    private Content detect(Document document) throws IOException {
        int limit = settings.maxBytes();
        if (document.size() > limit) {
            throw new Unreadable.TooLarge(document.size(), limit);
        }
        try (InputStream in = document.open()) {
            byte[] bytes = in.readAllBytes();
            return new Content(bytes, tika.detect(bytes, document.name()));
        }
    }

    private ParsedDocument text(Content content, Document document) {
        PlainText text = new PlainText(settings.maxCharacters());
        Metadata metadata = content.isEmpty() ? new Metadata() : tika.read(content, document.name(), text);
        return new ParsedDocument(content.type(), metadata, text);
    }
}
