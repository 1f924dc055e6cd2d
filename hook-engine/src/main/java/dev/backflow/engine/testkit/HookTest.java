package dev.backflow.engine.testkit;

import dev.backflow.engine.EngineOptions;
import dev.backflow.engine.HookEngine;
import dev.backflow.engine.LoadedHook;
import dev.backflow.engine.RetryRule;
import dev.backflow.engine.Served;
import dev.backflow.hook.Hook;
import dev.backflow.hook.Step;
import dev.backflow.hook.StepFunction;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs a hook on one sample document by the engine that workers use, with its attempts, time limits and rules for
 * payloads. Needs no test framework. Each {@link #run} starts the hook, serves the document, and stops the hook.
 *
 * <pre>{@code
 * Served served = HookTest.of(new Invoices())
 *         .document("inv.pdf", Path.of("samples/inv.pdf"))
 *         .metadata("tenant", "acme")
 *         .failing("text", 2)
 *         .run();
 * }</pre>
 *
 * <p>One thing is not as in a worker: the hook comes from the test's class path, so it sees more than the JDK, the hook
 * API and its own jar. The command {@code hook check} tries the jar itself. For use by one thread.
 */
public final class HookTest {
    private final Hook<?> hook;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private Map<String, ?> settings = Map.of();
    private RetryRule retries = RetryRule.DEFAULT;
    private SampleContent content = SampleContent.of(new byte[0]);
    private String name = "sample";

    private HookTest(Hook<?> hook) {
        this.hook = hook;
    }

    /** A test of this hook; without a document it is given an empty one. */
    public static HookTest of(Hook<?> hook) {
        return new HookTest(hook);
    }

    /** Gives it this file under this name. */
    public HookTest document(String documentName, Path file) {
        name = documentName;
        content = SampleContent.of(file);
        return this;
    }

    /** Gives it these bytes under this name. */
    public HookTest document(String documentName, byte[] bytes) {
        name = documentName;
        content = SampleContent.of(bytes.clone());
        return this;
    }

    /** Adds a value to the document's metadata. */
    public HookTest metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** Gives the hook these settings, as {@code hook.settings} of a job file would. */
    public HookTest settings(Map<String, ?> values) {
        settings = values;
        return this;
    }

    /** Allows another number of retries than two. */
    public HookTest retries(int number) {
        retries = new RetryRule(number);
        return this;
    }

    /** Lets a step throw {@link InjectedFailure} in place of its work, the first so many times. */
    public HookTest failing(String step, int times) {
        failures.put(step, times);
        return this;
    }

    /**
     * Serves the document.
     *
     * @return what a worker would record
     * @throws IllegalArgumentException when {@link #failing} named a step that the hook does not have
     * @throws dev.backflow.engine.HookJarException when the hook does not start, or has no steps
     * @throws dev.backflow.engine.StuckStepException when a step ignored the interrupt at its limit, and came back later
     * @throws IllegalStateException when the thread was interrupted
     */
    public Served run() {
        LoadedHook loaded = LoadedHook.start(hook, settings);
        try (HookEngine engine =
                new HookEngine(withFailures(loaded), EngineOptions.defaults().withRetries(retries))) {
            return engine.serve(new SampleDocument(name, content, metadata));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the hook was serving " + name, e);
        } finally {
            loaded.stop();
        }
    }

    private LoadedHook withFailures(LoadedHook loaded) {
        for (String step : failures.keySet()) {
            if (loaded.steps().stream().noneMatch(known -> known.name().equals(step))) {
                throw new IllegalArgumentException("there is no step '%s' to fail, only %s"
                        .formatted(step, loaded.steps().stream().map(Step::name).toList()));
            }
        }
        return loaded.withSteps(this::failing);
    }

    private Step failing(Step step) {
        AtomicInteger left = new AtomicInteger(failures.getOrDefault(step.name(), 0));
        StepFunction<Object, Object> function = (value, document) -> {
            if (left.getAndDecrement() > 0) {
                throw new InjectedFailure(step.name());
            }
            return step.run(value, document);
        };
        return new Step(step.name(), step.limit(), function);
    }
}
