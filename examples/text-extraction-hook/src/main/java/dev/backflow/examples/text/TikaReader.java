package dev.backflow.examples.text;

import java.io.IOException;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.tika.config.LoadErrorHandler;
import org.apache.tika.config.ServiceLoader;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.SAXException;

/** Apache Tika, set up so that the same bytes give the same text everywhere. Safe for use by several threads. */
final class TikaReader {
    private static final MediaType PDF = MediaType.application("pdf");

    private final AutoDetectParser parser;
    private final Locale language;

    private TikaReader(AutoDetectParser parser, Locale language) {
        this.parser = parser;
        this.language = language;
    }

    static TikaReader load(Locale language) throws TikaException, IOException, SAXException {
        FontMappers.set(BundledFonts.load());
        ServiceLoader parsers = new ServiceLoader(TikaReader.class.getClassLoader(), LoadErrorHandler.THROW, false);
        TikaConfig config = new TikaConfig(TikaReader.class.getResource("tika-config.xml"), parsers);
        return new TikaReader(new AutoDetectParser(config), language);
    }

    MediaType detect(byte[] bytes, String name) throws IOException {
        try (TikaInputStream in = TikaInputStream.get(bytes)) {
            return parser.getDetector().detect(in, named(name));
        }
    }

    /**
     * Parses the whole content into the text.
     *
     * @return what the document says about itself
     * @throws Unreadable whatever goes wrong but an interrupt: the bytes are at hand, so it would go wrong again
     */
    Metadata read(Content content, String name, PlainText text) {
        Metadata metadata = named(name);
        ParseContext context = new ParseContext();
        context.set(Parser.class, parser);
        context.set(Locale.class, language);
        try (TikaInputStream in = content.open()) {
            parser.parse(in, new BodyContentHandler(text), metadata, context);
            return metadata;
        } catch (EncryptedDocumentException e) {
            throw new Unreadable.Encrypted(e);
        } catch (IOException | SAXException | TikaException | RuntimeException | StackOverflowError e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while reading " + name, e);
            }
            throw saysThatItIsEncrypted(content) ? new Unreadable.Encrypted(e) : new Unreadable.Broken(reason(e), e);
        }
    }

    /** PDFBox has no exception of its own for a PDF that is encrypted for the holder of a certificate. */
    private static boolean saysThatItIsEncrypted(Content content) {
        return content.type().getBaseType().equals(PDF) && content.contains("/Encrypt");
    }

    private static String reason(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static Metadata named(String name) {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name.substring(name.lastIndexOf('/') + 1));
        return metadata;
    }
}
