package dev.backflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.hook.Decision;
import dev.backflow.hook.Document;
import dev.backflow.hook.Failure;
import dev.backflow.hook.Hook;
import dev.backflow.hook.PermanentFailure;
import dev.backflow.hook.Response;
import dev.backflow.hook.Steps;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration CALL_LIMIT = Duration.ofMinutes(5);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final List<String> stuck = new ArrayList<>();
    private final ScriptedHook hook = new ScriptedHook();
    private final Document document = TestDocument.named("a.txt");
    private final EngineOptions options = EngineOptions.defaults()
            .withClock(nanos::get)
            .withStuckGrace(GRACE)
            .withStuckStep((thread, step, name) -> stuck.add(thread.getName() + " " + step + " " + name));
    private final Watchdog watchdog = new Watchdog(options.clock(), options.stuckStep(), options.stuckGrace());
    private final HookEngine engine = new HookEngine(LoadedHook.start(hook, Map.of()), options, watchdog);

    @AfterEach
    void leavesNoInterruptBehind() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void failsAnAttemptWhoseStepIsInterruptedAtItsLimit() throws Exception {
        hook.work = value -> {
            pass(CALL_LIMIT);
            throw endWhenInterrupted();
        };

        Served served = engine.serve(document);

        assertThat(served.verdict()).isEqualTo(Verdict.EXHAUSTED);
        assertThat(served.failure())
                .isEqualTo(new Failure("work", "TIME_LIMIT", "took longer than its limit of 300 s", "", 3));
        assertThat(stuck).isEmpty();
    }

    @Test
    void leavesAStepAloneThatIsJustWithinItsLimit() throws Exception {
        hook.work = value -> {
            pass(CALL_LIMIT.minusNanos(1));
            return value;
        };

        Served served = engine.serve(document);

        assertThat(served.verdict()).isEqualTo(Verdict.COMPLETED);
        assertThat(served.failure()).isNull();
    }

    @Test
    void givesEachStepAndEachAttemptItsWholeLimit() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        hook.reading = in -> {
            pass(CALL_LIMIT.minusSeconds(1));
            return "read";
        };
        hook.work = value -> {
            pass(CALL_LIMIT.minusSeconds(1));
            return runs.incrementAndGet() < 3 ? null : value;
        };

        assertThat(engine.serve(document).verdict()).isEqualTo(Verdict.COMPLETED);
    }

    @Test
    void usesTheLimitOfTheStepItself() throws Exception {
        Hook<String> impatient = () -> Steps.first("read", Duration.ofMillis(1500), (in, same) -> {
            pass(Duration.ofMillis(1500));
            throw endWhenInterrupted();
        });
        HookEngine other = new HookEngine(LoadedHook.start(impatient, Map.of()), options, watchdog);

        Failure failure = LastFailure.of(other.serve(document));

        assertThat(failure.message()).isEqualTo("took longer than its limit of 1500 ms");
    }

    @Test
    void failsAnAttemptThatReturnsAfterTheInterruptAllTheSame() throws Exception {
        hook.work = value -> {
            pass(CALL_LIMIT);
            return value;
        };

        Served served = engine.serve(document);

        assertThat(LastFailure.of(served).type()).isEqualTo("TIME_LIMIT");
        assertThat(hook.calls).doesNotContain("completed");
    }

    @Test
    void callsItTheTimeLimitWhateverTheInterruptedStepThrows() throws Exception {
        hook.work = value -> {
            pass(CALL_LIMIT);
            throw new PermanentFailure("interrupted", new ClosedByInterruptException());
        };

        Served served = engine.serve(document);

        assertThat(LastFailure.of(served).type()).isEqualTo("TIME_LIMIT");
        assertThat(served.attempts()).isEqualTo(3);
    }

    @Test
    void boundsTheAuthorization() throws Exception {
        hook.authorization = in -> {
            pass(CALL_LIMIT);
            return Decision.allow();
        };

        Served served = engine.serve(document);

        assertThat(served.failure())
                .isEqualTo(new Failure("authorize", "TIME_LIMIT", "took longer than its limit of 300 s", "", 3));
        assertThat(hook.calls).containsExactly("authorize", "authorize", "authorize", "exhausted");
    }

    @Test
    void boundsTheAnswers() throws Exception {
        hook.completion = value -> {
            pass(CALL_LIMIT);
            return Response.of("DONE");
        };
        hook.resignation = failure -> {
            pass(CALL_LIMIT);
            return Response.of("NEEDS_REVIEW");
        };

        Served served = engine.serve(document);

        assertThat(served.status()).isEqualTo("EXHAUSTED");
        assertThat(LastFailure.of(served).step()).isEqualTo("completed");
        assertThat(LastFailure.of(served).message()).contains("; then exhausted() failed with TIME_LIMIT: took longer");
    }

    @Test
    void reportsAStepThatIgnoresTheInterruptOnceAfterTheGrace() {
        hook.work = value -> {
            pass(CALL_LIMIT);
            pass(GRACE.minusNanos(1));
            assertThat(stuck).isEmpty();
            pass(Duration.ofNanos(1));
            pass(GRACE);
            return value;
        };

        assertThatThrownBy(() -> engine.serve(document))
                .isInstanceOf(StuckStepException.class)
                .hasMessage("Step 'work' ignored the interrupt at its time limit (document a.txt)."
                        + " Let it end soon when its thread is interrupted.");
        assertThat(stuck).containsExactly(Thread.currentThread().getName() + " work a.txt");
        assertThat(hook.calls).containsExactly("authorize", "read", "work");
    }

    @Test
    void goesOnWatchingWhenTheListenerFails() throws Exception {
        AtomicInteger told = new AtomicInteger();
        EngineOptions failing = options.withStuckStep((thread, step, name) -> {
            told.incrementAndGet();
            throw new AssertionError("the listener is broken");
        });
        Watchdog other = new Watchdog(failing.clock(), failing.stuckStep(), failing.stuckGrace());
        HookEngine served = new HookEngine(LoadedHook.start(hook, Map.of()), failing, other);
        hook.work = value -> {
            nanos.addAndGet(CALL_LIMIT.toNanos());
            other.check();
            nanos.addAndGet(GRACE.toNanos());
            other.check();
            return value;
        };

        assertThatThrownBy(() -> served.serve(document)).isInstanceOf(StuckStepException.class);
        assertThatThrownBy(() -> served.serve(document)).isInstanceOf(StuckStepException.class);

        assertThat(told).hasValue(2);
    }

    @Test
    void doesNothingBeforeAnInterruptedSlotBegins() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> engine.serve(document)).isInstanceOf(InterruptedException.class);
        assertThat(hook.calls).isEmpty();
    }

    @Test
    void stopsBetweenTwoStepsWhenTheSlotIsInterrupted() {
        hook.reading = in -> {
            Thread.currentThread().interrupt();
            return "read";
        };

        assertThatThrownBy(() -> engine.serve(document)).isInstanceOf(InterruptedException.class);
        assertThat(hook.calls).containsExactly("authorize", "read");
    }

    @Test
    void stopsWhenTheStepItselfPassesTheInterruptOn() {
        hook.work = value -> {
            Thread.currentThread().interrupt();
            throw endWhenInterrupted();
        };

        assertThatThrownBy(() -> engine.serve(document))
                .isInstanceOf(InterruptedException.class)
                .hasMessage("interrupted in step 'work'");
        assertThat(hook.calls).containsExactly("authorize", "read", "work");
    }

    @Test
    void takesAnInterruptForTheHooksOwnWhenNobodyIsStopping() throws Exception {
        AtomicBoolean stopping = new AtomicBoolean();
        HookEngine other =
                new HookEngine(LoadedHook.start(hook, Map.of()), options.withStopping(stopping::get), watchdog);
        hook.reading = in -> {
            Thread.currentThread().interrupt();
            return "read";
        };
        hook.work = value -> {
            throw new IllegalStateException(new InterruptedException("a future was cancelled"));
        };

        Served served = other.serve(document);

        assertThat(served.attempts()).isEqualTo(3);
        stopping.set(true);
        assertThatThrownBy(() -> other.serve(document)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void interruptsByItsOwnThreadWhenTheClockIsReal() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Hook<String> waiting = () -> Steps.first("wait", Duration.ofMillis(1), in -> {
            never.await();
            return "done";
        });

        try (HookEngine real = new HookEngine(
                LoadedHook.start(waiting, Map.of()), EngineOptions.defaults().withRetries(new RetryRule(1)))) {
            Failure failure = LastFailure.of(real.serve(document));

            assertThat(failure.type()).isEqualTo("TIME_LIMIT");
            assertThat(failure.attempts()).isEqualTo(2);
        }
    }

    @Test
    void neverInterruptsTheCallAfterTheOneThatWasTooLong() throws Exception {
        // Every look at the clock takes a fifth of the limit, so that checks fall before, into and after the calls.
        AtomicLong ticks = new AtomicLong();
        EngineOptions racing = options.withClock(() -> ticks.addAndGet(CALL_LIMIT.toNanos() / 5))
                .withStuckGrace(Duration.ofDays(300));
        Watchdog other = new Watchdog(racing.clock(), racing.stuckStep(), racing.stuckGrace());
        HookEngine raced = new HookEngine(LoadedHook.start(hook, Map.of()), racing, other);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Future<?> checks = threads.submit(() -> {
                while (!done.get()) {
                    other.check();
                }
            });
            List<Future<Integer>> slots = new ArrayList<>();
            for (int slot = 0; slot < 2; slot++) {
                slots.add(threads.submit(() -> serveMany(raced, 5_000)));
            }
            for (Future<Integer> slot : slots) {
                assertThat(slot.get()).as("stray interrupts").isZero();
            }
            done.set(true);
            checks.get();
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    private int serveMany(HookEngine raced, int documents) throws InterruptedException {
        int stray = 0;
        for (int number = 0; number < documents; number++) {
            Served served = raced.serve(document);
            boolean asExpected = served.verdict() == Verdict.COMPLETED
                    || (served.failure() != null && served.failure().type().equals("TIME_LIMIT"));
            if (!asExpected || Thread.interrupted()) {
                stray++;
            }
        }
        return stray;
    }

    /** Lets time go by, and the watchdog look. */
    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        watchdog.check();
    }

    private static InterruptedException endWhenInterrupted() throws InterruptedException {
        new CountDownLatch(1).await();
        return new InterruptedException("not reached: the await throws");
    }
}
