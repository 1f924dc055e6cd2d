package dev.backflow.launcher.drill.hook;

import dev.backflow.hook.Decision;
import dev.backflow.hook.Document;
import dev.backflow.hook.Failure;
import dev.backflow.hook.Hook;
import dev.backflow.hook.Response;
import dev.backflow.hook.Steps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Does what a document's name says: {@code 00007-reject.txt} is refused, {@code 00008-fail.txt} fails in every attempt,
 * all others succeed. Each time it is asked to authorize a document it first adds the document's number, of
 * {@value #NUMBER_LENGTH} digits, as one line to the file {@code calls}. A step takes {@code pause} milliseconds until
 * the file {@code hurry} is there. It has to stay one class: it is packed alone.
 */
public final class DrillHook implements Hook<String> {
    /** The settings. */
    public static final String CALLS = "calls";

    public static final String HURRY = "hurry";
    public static final String PAUSE = "pause";

    /** How many characters of a document's name are its number. */
    public static final int NUMBER_LENGTH = 5;

    /** One call in the file {@code calls}, in bytes: the number and a line feed. */
    public static final int CALL_BYTES = NUMBER_LENGTH + 1;

    private Path calls = Path.of("");
    private Path hurry = Path.of("");
    private long pauseMillis;

    @Override
    public void start(Map<String, Object> settings) {
        calls = Path.of(String.valueOf(settings.get(CALLS)));
        hurry = Path.of(String.valueOf(settings.get(HURRY)));
        pauseMillis = Long.parseLong(String.valueOf(settings.get(PAUSE)));
    }

    @Override
    public Decision authorize(Document document) throws IOException {
        byte[] call = (document.name().substring(0, NUMBER_LENGTH) + "\n").getBytes(StandardCharsets.US_ASCII);
        // One small write at the file's end: no process cuts into another's, and none leaves half a line when killed.
        Files.write(calls, call, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return document.name().contains("reject") ? Decision.deny("not for us") : Decision.allow();
    }

    @Override
    public Steps<String> steps() {
        return Steps.first("read", this::read);
    }

    @Override
    public Response completed(String text, Document document) {
        return Response.of("READ", Map.of("text", text));
    }

    @Override
    public Response exhausted(Failure failure, Document document) {
        return Response.of("GIVEN_UP", Map.of("why", failure.message()));
    }

    private String read(Document document) throws Exception {
        if (Files.notExists(hurry)) {
            TimeUnit.MILLISECONDS.sleep(pauseMillis);
        }
        if (document.name().contains("fail")) {
            throw new IllegalStateException("cannot read " + document.name());
        }
        try (var in = document.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
