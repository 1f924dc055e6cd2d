package dev.backflow.launcher.e2e;

/**
 * The source of a hook that does what a document's name says, and writes down each call: {@code reject-...} is refused,
 * {@code fail-...} fails in every attempt, {@code twice-...} in its first two, and all others succeed. A call is one
 * line of the file {@code calls}: {@code authorize NAME} or {@code open NAME ATTEMPT}, where the attempts are counted by
 * the hook. Until the file {@code gate} is there, each attempt takes {@code pause} milliseconds more; with {@code gated},
 * it waits for that file, but for the first {@code freely} attempts of a process.
 */
final class ScriptedHook {
    static final String CLASS = "acme.Scripted";

    static final String SOURCE = """
            package acme;

            import dev.backflow.hook.*;
            import java.io.IOException;
            import java.nio.file.*;
            import java.util.Map;
            import java.util.concurrent.ConcurrentHashMap;
            import java.util.concurrent.atomic.AtomicLong;

            public final class Scripted implements Hook<String> {
                private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
                private Path calls;
                private Path gate;
                private boolean gated;
                private final AtomicLong freely = new AtomicLong();
                private long pause;

                @Override
                public void start(Map<String, Object> settings) {
                    calls = Path.of((String) settings.get("calls"));
                    gate = Path.of((String) settings.get("gate"));
                    gated = Boolean.TRUE.equals(settings.get("gated"));
                    freely.set(((Number) settings.getOrDefault("freely", 0L)).longValue());
                    pause = ((Number) settings.getOrDefault("pause", 0L)).longValue();
                }

                @Override
                public Decision authorize(Document document) throws IOException {
                    note("authorize " + document.name());
                    return document.name().startsWith("reject") ? Decision.deny("not for us") : Decision.allow();
                }

                @Override
                public Steps<String> steps() {
                    return Steps.first("read", this::read).then("judge", this::judge);
                }

                @Override
                public Response completed(String text, Document document) {
                    return Response.of("READ", Map.of("text", text, "attempts", attempts.get(document.name())));
                }

                @Override
                public Response exhausted(Failure failure, Document document) {
                    return Response.of("NEEDS_REVIEW", Map.of("step", failure.step(), "why", failure.message()));
                }

                private String read(Document document) throws Exception {
                    note("open " + document.name() + " " + attempts.merge(document.name(), 1, Integer::sum));
                    boolean held = gated && freely.getAndDecrement() <= 0;
                    while (held && !Files.exists(gate)) {
                        Thread.sleep(10);
                    }
                    if (!Files.exists(gate)) {
                        Thread.sleep(pause);
                    }
                    try (var in = document.open()) {
                        return new String(in.readAllBytes(), "UTF-8").strip();
                    }
                }

                private String judge(String text, Document document) {
                    String name = document.name();
                    if (name.startsWith("fail") || (name.startsWith("twice") && attempts.get(name) < 3)) {
                        throw new IllegalStateException("cannot judge " + name);
                    }
                    return text;
                }

                private void note(String call) throws IOException {
                    Files.writeString(calls, call + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                }
            }
            """;

    private ScriptedHook() {}
}
