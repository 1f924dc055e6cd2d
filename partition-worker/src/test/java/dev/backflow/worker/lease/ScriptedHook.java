package dev.backflow.worker.lease;

import dev.backflow.hook.Decision;
import dev.backflow.hook.Document;
import dev.backflow.hook.Hook;
import dev.backflow.hook.PermanentFailure;
import dev.backflow.hook.Response;
import dev.backflow.hook.Steps;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads each document, and does beside that what a test wants; denies every tenth, and fails at every 25th for good. */
final class ScriptedHook implements Hook<Integer> {
    /** What a test does within a step. */
    @FunctionalInterface
    interface Script {
        void play(Document document) throws Exception;
    }

    final AtomicInteger calls = new AtomicInteger();
    private final Script script;

    ScriptedHook(Script script) {
        this.script = script;
    }

    static ScriptedHook plain() {
        return new ScriptedHook(document -> {});
    }

    static boolean denies(Document document) {
        return number(document) % 10 == 3;
    }

    static boolean failsAt(Document document) {
        return number(document) % 25 == 7;
    }

    private static int number(Document document) {
        return Integer.parseInt(document.name().substring(4, 9));
    }

    @Override
    public Decision authorize(Document document) {
        return denies(document) ? Decision.deny("not ours") : Decision.allow();
    }

    @Override
    public Steps<Integer> steps() {
        return Steps.first("read", (Document document) -> {
            calls.incrementAndGet();
            script.play(document);
            if (failsAt(document)) {
                throw new PermanentFailure("broken");
            }
            try (InputStream in = document.open()) {
                return in.readAllBytes().length;
            }
        });
    }

    @Override
    public Response completed(Integer length, Document document) {
        return Response.of("READ", Map.of("length", length));
    }
}
