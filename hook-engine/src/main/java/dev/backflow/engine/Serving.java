package dev.backflow.engine;

import dev.backflow.hook.Decision;
import dev.backflow.hook.Document;
import dev.backflow.hook.Failure;
import dev.backflow.hook.Hook;
import dev.backflow.hook.Step;
import dev.backflow.hook.Steps;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The serving of one document, on one thread: its attempts, and what the last failed one failed with. */
final class Serving {
    private static final Duration CALL_LIMIT = Steps.DEFAULT_LIMIT;

    private final LoadedHook loaded;
    private final Hook<Object> hook;
    private final EngineOptions options;
    private final Slot slot;
    private final Document document;
    private final String documentName;

    private int attempts;
    private boolean permanent;
    private @Nullable Failure failure;

    Serving(LoadedHook loaded, EngineOptions options, Slot slot, Document document) {
        this.loaded = loaded;
        this.hook = loaded.hook();
        this.options = options;
        this.slot = slot;
        this.document = document;
        this.documentName = document.name();
    }

    Served serve() throws InterruptedException {
        boolean allowed = false;
        do {
            attempts++;
            if (!allowed) {
                Answer answer = call("authorize", CALL_LIMIT, () -> Answer.of(hook.authorize(document)));
                if (answer != null && answer.denial() != null) {
                    return served(Verdict.REJECTED, answer.denial());
                }
                allowed = answer != null;
            }
            if (allowed) {
                PlainResponse response = attempt();
                if (response != null) {
                    return served(Verdict.COMPLETED, response);
                }
            }
        } while (options.retries().allowsAnother(attempts, permanent));
        return served(Verdict.EXHAUSTED, exhausted());
    }

    /** Leaves out the attempts: the document has been given up by what watches the process. */
    Served giveUp(Failure because) throws InterruptedException {
        attempts = because.attempts();
        failure = because;
        return served(Verdict.EXHAUSTED, exhausted());
    }

    private @Nullable PlainResponse attempt() throws InterruptedException {
        Object value = document;
        for (Step step : loaded.steps()) {
            Object given = value;
            value = call(step.name(), step.limit(), () -> step.run(given, document));
            if (value == null) {
                return null;
            }
        }
        Object result = value;
        return call("completed", CALL_LIMIT, () -> PlainResponse.of(hook.completed(result, document)));
    }

    private PlainResponse exhausted() throws InterruptedException {
        Failure first = Objects.requireNonNull(failure);
        PlainResponse response = call("exhausted", CALL_LIMIT, () -> PlainResponse.of(hook.exhausted(first, document)));
        if (response == null) {
            failure = both(first, Objects.requireNonNull(failure));
            return Objects.requireNonNull(PlainResponse.of(failure.toResponse()));
        }
        return response;
    }

    /** One call into the hook; null when it failed, which is then the last failure. */
    private <R> @Nullable R call(String step, Duration limit, Callable<? extends @Nullable R> work)
            throws InterruptedException {
        stopIfAsked();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        R result = null;
        Thrown thrown = null;
        Slot.State ended;
        slot.begin(step, documentName, options.clock().nanoTime() + limit.toNanos());
        try {
            thread.setContextClassLoader(loaded.loader());
            result = work.call();
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            thrown = Thrown.of(e, loaded.frames());
        } finally {
            ended = slot.end();
            thread.setContextClassLoader(before);
        }
        if (ended == Slot.State.STUCK) {
            throw new StuckStepException(step, documentName);
        }
        if (ended == Slot.State.INTERRUPTED) {
            String where = loaded.frames().in(slot.traceAtLimit());
            failed(step, Failure.TIME_LIMIT, "took longer than its limit of " + text(limit), where);
            return null;
        }
        if (thrown != null) {
            if (thrown.interrupted() && options.stopping().getAsBoolean()) {
                throw new InterruptedException("interrupted in step '%s'".formatted(step));
            }
            permanent = thrown.permanent();
            failed(step, thrown.type(), thrown.message(), thrown.where());
            return null;
        }
        if (result == null) {
            failed(step, Failure.NULL_RESULT, "returned null", "");
        }
        return result;
    }

    private void failed(String step, String type, String message, String where) {
        failure = new Failure(step, type, message, where, attempts);
    }

    private void stopIfAsked() throws InterruptedException {
        if (Thread.interrupted() && options.stopping().getAsBoolean()) {
            throw new InterruptedException("interrupted between two steps");
        }
    }

    private Served served(Verdict verdict, PlainResponse response) {
        return new Served(verdict, response.status(), response.payload(), attempts, failure);
    }

    private static Failure both(Failure first, Failure second) {
        int half = Thrown.MAX_MESSAGE / 2 - 30;
        String message = "%s; then exhausted() failed with %s: %s"
                .formatted(
                        Thrown.bounded(first.message(), half),
                        Thrown.bounded(second.type(), half / 2),
                        Thrown.bounded(second.message(), half / 2));
        return new Failure(first.step(), first.type(), message, first.where(), first.attempts());
    }

    private static String text(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    /** What authorize() said; a denial carries what is published, an allowance nothing. */
    private record Answer(@Nullable PlainResponse denial) {
        private static final Answer ALLOWED = new Answer(null);

        static @Nullable Answer of(@Nullable Decision decision) {
            if (decision == null) {
                return null;
            }
            return decision.allowed() ? ALLOWED : new Answer(PlainResponse.of(decision.response()));
        }
    }
}
