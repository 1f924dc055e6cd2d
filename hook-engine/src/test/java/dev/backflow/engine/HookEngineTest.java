package dev.backflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.hook.Decision;
import dev.backflow.hook.Document;
import dev.backflow.hook.Failure;
import dev.backflow.hook.PermanentFailure;
import dev.backflow.hook.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HookEngineTest {
    private final ScriptedHook hook = new ScriptedHook();
    private final HookEngine engine = new HookEngine(LoadedHook.start(hook, Map.of()), EngineOptions.defaults());
    private final Document document = TestDocument.named("a.txt");

    @AfterEach
    void closeTheEngine() {
        engine.close();
    }

    @Test
    void callsEveryPartOnceWhenNothingFails() throws Exception {
        hook.completion = value -> Response.of("DONE", Map.of("value", value));

        Served served = engine.serve(document);

        assertThat(served).isEqualTo(new Served(Verdict.COMPLETED, "DONE", Map.of("value", "a.txt"), 1, null));
        assertThat(hook.calls).containsExactly("authorize", "read", "work", "completed");
    }

    @Test
    void asksForAuthorizationBeforeTheDocumentIsOpened() throws Exception {
        hook.reading = in -> {
            try (var stream = in.open()) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
        };

        engine.serve(TestDocument.reportingTo(hook.calls));

        assertThat(hook.calls).containsExactly("authorize", "read", "open", "work", "completed");
    }

    @Test
    void rejectsWithoutOpeningOrRunningAnything() throws Exception {
        hook.authorization = in -> Decision.deny("unknown tenant");

        Served served = engine.serve(TestDocument.reportingTo(hook.calls));

        assertThat(served)
                .isEqualTo(new Served(Verdict.REJECTED, "REJECTED", Map.of("reason", "unknown tenant"), 1, null));
        assertThat(hook.calls).containsExactly("authorize");
    }

    @Test
    void rejectsWithTheResponseOfTheHook() throws Exception {
        hook.authorization = in -> Decision.deny("unknown tenant", Response.of("NOT_OURS", Map.of("tenant", 7)));

        assertThat(engine.serve(document))
                .isEqualTo(new Served(Verdict.REJECTED, "NOT_OURS", Map.of("tenant", 7), 1, null));
    }

    @Test
    void triesThreeTimesAndNeverAFourthTime() throws Exception {
        hook.work = value -> {
            throw new IOException("no total");
        };

        Served served = engine.serve(document);

        assertThat(served.verdict()).isEqualTo(Verdict.EXHAUSTED);
        assertThat(served.attempts()).isEqualTo(3);
        assertThat(served.failure()).isEqualTo(new Failure("work", "java.io.IOException", "no total", "", 3));
        assertThat(hook.calls)
                .containsExactly("authorize", "read", "work", "read", "work", "read", "work", "exhausted");
    }

    @Test
    void leavesTheNeighboursOfAFailingDocumentAlone() throws Exception {
        Map<Object, AtomicInteger> runs = new ConcurrentHashMap<>();
        hook.work = name -> {
            runs.computeIfAbsent(name, key -> new AtomicInteger()).incrementAndGet();
            if ("2".equals(name)) {
                throw new IllegalStateException("always");
            }
            return name;
        };

        for (String name : List.of("1", "2", "3")) {
            engine.serve(TestDocument.named(name));
        }

        assertThat(runs.get("1")).hasValue(1);
        assertThat(runs.get("2")).hasValue(3);
        assertThat(runs.get("3")).hasValue(1);
    }

    @Test
    void completesInTheThirdAttemptAndKeepsTheLastFailure() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        hook.work = value -> {
            if (runs.incrementAndGet() < 3) {
                throw new IllegalStateException("run " + runs);
            }
            return value;
        };

        Served served = engine.serve(document);

        assertThat(served.verdict()).isEqualTo(Verdict.COMPLETED);
        assertThat(served.attempts()).isEqualTo(3);
        assertThat(served.failure()).isEqualTo(new Failure("work", "java.lang.IllegalStateException", "run 2", "", 2));
    }

    @Test
    void triesOnceWhenThereAreNoRetries() throws Exception {
        hook.work = value -> null;

        try (HookEngine once = engineWith(EngineOptions.defaults().withRetries(new RetryRule(0)))) {
            assertThat(once.serve(document).attempts()).isEqualTo(1);
        }
    }

    @Test
    void leavesOutTheRetriesAfterAPermanentFailure() throws Exception {
        hook.work = value -> {
            throw new PermanentFailure("encrypted");
        };

        Served served = engine.serve(document);

        assertThat(served.failure())
                .isEqualTo(new Failure("work", PermanentFailure.class.getName(), "encrypted", "", 1));
        assertThat(hook.calls).containsExactly("authorize", "read", "work", "exhausted");
    }

    @Test
    void findsAPermanentFailureAmongTheCauses() throws Exception {
        hook.work = value -> {
            throw new IllegalStateException("wrapped", new RuntimeException(new PermanentFailure("encrypted")));
        };

        Served served = engine.serve(document);

        assertThat(served.failure())
                .isEqualTo(new Failure("work", PermanentFailure.class.getName(), "encrypted", "", 1));
    }

    @Test
    void leavesOutTheRetriesWhenTheSourceHasChanged() throws Exception {
        hook.reading = in -> {
            try (var stream = in.open()) {
                return stream;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };

        Served served = engine.serve(TestDocument.changedSinceItWasListed());

        assertThat(served.verdict()).isEqualTo(Verdict.EXHAUSTED);
        assertThat(served.failure())
                .isEqualTo(new Failure("read", "SOURCE_CHANGED", "listed with 7 bytes, found with 9", "", 1));
    }

    @Test
    void failsClosedWhenAuthorizationThrows() throws Exception {
        hook.authorization = in -> {
            throw new IOException("no answer");
        };

        Served served = engine.serve(TestDocument.reportingTo(hook.calls));

        assertThat(served.verdict()).isEqualTo(Verdict.EXHAUSTED);
        assertThat(served.failure()).isEqualTo(new Failure("authorize", "java.io.IOException", "no answer", "", 3));
        assertThat(hook.calls).containsExactly("authorize", "authorize", "authorize", "exhausted");
    }

    @Test
    void failsClosedWhenAuthorizationSaysNothing() throws Exception {
        hook.authorization = in -> null;

        Served served = engine.serve(document);

        assertThat(served.failure()).isEqualTo(new Failure("authorize", "NULL_RESULT", "returned null", "", 3));
    }

    @Test
    void takesTheAnswerOfALaterAuthorization() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        hook.authorization = in -> {
            if (asked.incrementAndGet() == 1) {
                throw new IOException("no answer");
            }
            return Decision.deny("unknown tenant");
        };

        Served served = engine.serve(document);

        assertThat(served.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(served.attempts()).isEqualTo(2);
    }

    @Test
    void doesNotAskAgainAboutAnAllowedDocument() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        hook.authorization = in -> asked.incrementAndGet() == 1 ? Decision.allow() : Decision.deny("changed my mind");
        hook.work = value -> null;

        Served served = engine.serve(document);

        assertThat(served.verdict()).isEqualTo(Verdict.EXHAUSTED);
        assertThat(asked).hasValue(1);
    }

    @Test
    void failsAnAttemptWhoseStepReturnsNull() throws Exception {
        hook.work = value -> null;

        assertThat(engine.serve(document).failure())
                .isEqualTo(new Failure("work", "NULL_RESULT", "returned null", "", 3));
    }

    @Test
    void runsTheStepsAgainWhenCompletedThrows() throws Exception {
        hook.completion = value -> {
            throw new IllegalStateException("no");
        };

        Served served = engine.serve(document);

        assertThat(served.failure())
                .isEqualTo(new Failure("completed", "java.lang.IllegalStateException", "no", "", 3));
        assertThat(hook.calls).filteredOn("read"::equals).hasSize(3);
    }

    @Test
    void failsAnAttemptThatCompletesWithNothing() throws Exception {
        hook.completion = value -> null;

        assertThat(engine.serve(document).failure())
                .isEqualTo(new Failure("completed", "NULL_RESULT", "returned null", "", 3));
    }

    @Test
    void failsAnAttemptWhosePayloadIsNotPlain() throws Exception {
        hook.completion = value -> Response.of("DONE", Map.of("total", List.of(1, 2, DayOfWeek.MONDAY)));

        assertThat(engine.serve(document).failure())
                .isEqualTo(new Failure(
                        "completed",
                        "NOT_PLAIN",
                        "payload.total[2]: java.time.DayOfWeek is not plain data, use its name()",
                        "",
                        3));
    }

    @Test
    void failsClosedWhenTheDenialIsNotPlain() throws Exception {
        hook.authorization = in -> Decision.deny("no", Response.of("NO", Map.of("when", DayOfWeek.MONDAY)));

        Failure failure = LastFailure.of(engine.serve(document));

        assertThat(failure.step()).isEqualTo("authorize");
        assertThat(failure.type()).isEqualTo("NOT_PLAIN");
    }

    @Test
    void handsOverACopyThatTheHookCannotChange() throws Exception {
        List<Object> pages = new ArrayList<>(List.of(1));
        Map<String, Object> payload = new HashMap<>(Map.of("pages", pages));
        hook.completion = value -> Response.of("DONE", payload);

        Served served = engine.serve(document);
        pages.add(2);

        assertThat(served.payload()).isEqualTo(Map.of("pages", List.of(1)));
        assertThatThrownBy(() -> served.payload().put("a", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void takesTheAnswerOfTheHookForAnExhaustedDocument() throws Exception {
        hook.work = value -> {
            throw new IOException("no total");
        };
        hook.resignation = failure -> Response.of("NEEDS_REVIEW", Map.of("why", failure.message()));

        Served served = engine.serve(document);

        assertThat(served.status()).isEqualTo("NEEDS_REVIEW");
        assertThat(served.payload()).isEqualTo(Map.of("why", "no total"));
    }

    @Test
    void saysBothFailuresWhenTheAnswerForAnExhaustedDocumentFailsToo() throws Exception {
        hook.work = value -> {
            throw new IOException("no total");
        };
        hook.resignation = failure -> {
            throw new IllegalStateException("no review queue");
        };

        Served served = engine.serve(document);

        String both = "no total; then exhausted() failed with java.lang.IllegalStateException: no review queue";
        assertThat(served.status()).isEqualTo("EXHAUSTED");
        assertThat(served.failure()).isEqualTo(new Failure("work", "java.io.IOException", both, "", 3));
        assertThat(served.payload()).isEqualTo(Map.of("step", "work", "type", "java.io.IOException", "message", both));
        assertThat(hook.calls).filteredOn("exhausted"::equals).hasSize(1);
    }

    @Test
    void asksOnlyForTheAnswerToADocumentThatWasGivenUp() throws Exception {
        Failure lost = new Failure("process", "WORKER_LOST", "the process died", "", 2);
        hook.resignation = failure -> Response.of("NEEDS_REVIEW", Map.of("why", failure.message()));

        Served served = engine.exhausted(lost, TestDocument.reportingTo(hook.calls));

        assertThat(served)
                .isEqualTo(new Served(Verdict.EXHAUSTED, "NEEDS_REVIEW", Map.of("why", "the process died"), 2, lost));
        assertThat(hook.calls).containsExactly("exhausted");
    }

    @Test
    void answersByItselfWhenTheHookHasNoneToADocumentThatWasGivenUp() throws Exception {
        Failure lost = new Failure("process", "WORKER_LOST", "the process died", "", 2);
        hook.resignation = failure -> null;

        Served served = engine.exhausted(lost, document);

        assertThat(served.status()).isEqualTo("EXHAUSTED");
        assertThat(LastFailure.of(served).message())
                .isEqualTo("the process died; then exhausted() failed with NULL_RESULT: returned null");
    }

    @Test
    void keepsBothFailuresWithinAThousandCharacters() throws Exception {
        hook.work = value -> {
            throw new IOException("a".repeat(5_000));
        };
        hook.resignation = failure -> {
            throw new IllegalStateException("b".repeat(5_000));
        };

        Failure failure = LastFailure.of(engine.serve(document));

        assertThat(failure.message())
                .hasSizeLessThanOrEqualTo(1_000)
                .contains("aaa")
                .contains("bbb");
    }

    static Stream<Throwable> whateverAHookMayThrow() {
        return Stream.of(
                new Exception("checked"),
                new IllegalStateException("unchecked"),
                new Error("error"),
                new AssertionError("assertion"),
                new StackOverflowError("deep"),
                new NoClassDefFoundError("acme/Missing"),
                new ExceptionInInitializerError("static"),
                new InternalError("internal"),
                new RuntimeException((String) null),
                new MuteException());
    }

    @ParameterizedTest
    @MethodSource("whateverAHookMayThrow")
    void countsWhateverIsThrownAsOneFailedAttempt(Throwable thrown) throws Exception {
        hook.work = value -> {
            throw HookEngineTest.<RuntimeException>asUnchecked(thrown);
        };

        Served served = engine.serve(document);

        assertThat(served.verdict()).isEqualTo(Verdict.EXHAUSTED);
        assertThat(served.attempts()).isEqualTo(3);
        assertThat(LastFailure.of(served).type()).isEqualTo(thrown.getClass().getName());
    }

    @Test
    void survivesARecursionWithoutEnd() throws Exception {
        hook.work = HookEngineTest::callItself;

        assertThat(LastFailure.of(engine.serve(document)).type()).isEqualTo("java.lang.StackOverflowError");
    }

    @Test
    void passesAnOutOfMemoryErrorOn() {
        hook.work = value -> {
            throw new OutOfMemoryError("heap");
        };

        assertThatThrownBy(() -> engine.serve(document)).isInstanceOf(OutOfMemoryError.class);
        assertThat(hook.calls).containsExactly("authorize", "read", "work");
    }

    @Test
    void putsTheContextClassLoaderBackAfterEachCall() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader callers = new ClassLoader("of the caller", before) {};
        List<ClassLoader> seen = new ArrayList<>();
        hook.work = value -> {
            seen.add(thread.getContextClassLoader());
            thread.setContextClassLoader(null);
            return value;
        };
        hook.completion = value -> {
            seen.add(thread.getContextClassLoader());
            return Response.of("DONE");
        };

        thread.setContextClassLoader(callers);
        try {
            engine.serve(document);

            assertThat(thread.getContextClassLoader()).isSameAs(callers);
        } finally {
            thread.setContextClassLoader(before);
        }
        ClassLoader hooks = hook.getClass().getClassLoader();
        assertThat(seen).containsExactly(hooks, hooks);
    }

    @Test
    void putsTheDefaultsOfTheJvmBack() throws Exception {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        hook.work = value -> {
            Locale.setDefault(Locale.forLanguageTag("tlh"));
            TimeZone.setDefault(TimeZone.getTimeZone("GMT+11:11"));
            return value;
        };

        engine.serve(document);

        assertThat(Locale.getDefault()).isEqualTo(locale);
        assertThat(Locale.getDefault(Locale.Category.FORMAT)).isEqualTo(locale);
        assertThat(TimeZone.getDefault()).isEqualTo(zone);
    }

    @Test
    void servesOnManyThreadsAtOnce() throws Exception {
        hook.completion = value -> Response.of("DONE", Map.of("name", value));
        ExecutorService slots = Executors.newFixedThreadPool(8);
        try {
            List<Future<Served>> all = new ArrayList<>();
            for (int number = 0; number < 400; number++) {
                Document each = TestDocument.named("document-" + number);
                all.add(slots.submit(() -> engine.serve(each)));
            }

            for (int number = 0; number < 400; number++) {
                assertThat(all.get(number).get().payload()).isEqualTo(Map.of("name", "document-" + number));
            }
        } finally {
            slots.shutdownNow();
        }
    }

    private HookEngine engineWith(EngineOptions options) {
        return new HookEngine(LoadedHook.start(hook, Map.of()), options);
    }

    @SuppressWarnings("InfiniteRecursion")
    private static Object callItself(Object value) {
        return callItself(value.toString());
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException asUnchecked(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** Answers no question. */
    private static final class MuteException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("no trace");
        }
    }
}
