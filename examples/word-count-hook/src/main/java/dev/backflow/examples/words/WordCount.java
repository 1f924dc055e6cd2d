package dev.backflow.examples.words;

import dev.backflow.hook.Decision;
import dev.backflow.hook.Document;
import dev.backflow.hook.Failure;
import dev.backflow.hook.Hook;
import dev.backflow.hook.Response;
import dev.backflow.hook.Steps;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the words and lines of UTF-8 text, and leaves the folder {@code confidential/} alone. */
public final class WordCount implements Hook<Count> {

    @Override
    public Steps<Count> steps() {
        return Steps.first("count", Duration.ofSeconds(20), WordCount::count).then("check", WordCount::requireWords);
    }

    @Override
    public Decision authorize(Document document) {
        return document.name().startsWith("confidential/")
                ? Decision.deny("the folder confidential/ is not to be read")
                : Decision.allow();
    }

    @Override
    public Response completed(Count count, Document document) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("title", count.title());
        payload.put("words", count.words());
        payload.put("lines", count.lines());
        payload.put("sha256", count.sha256());
        return Response.of("COUNTED", payload);
    }

    @Override
    public Response exhausted(Failure failure, Document document) {
        return Response.of("NEEDS_REVIEW", Map.of("step", failure.step(), "why", failure.message()));
    }

    private static Count count(Document document) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Tally tally = new Tally();
        try (Reader text =
                new InputStreamReader(new DigestInputStream(document.open(), digest), StandardCharsets.UTF_8)) {
            char[] buffer = new char[8192];
            for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
                tally.add(buffer, read);
            }
        }
        return tally.count(HexFormat.of().formatHex(digest.digest()));
    }

    private static Count requireWords(Count count) {
        if (count.words() == 0) {
            throw new IllegalStateException("the document has no words");
        }
        return count;
    }
}
