package dev.backflow.engine;

import dev.backflow.hook.Hook;
import dev.backflow.hook.Step;
import dev.backflow.hook.Steps;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A hook that has been started and has told its steps. Every call into it sees its own class loader as the thread's. */
public final class LoadedHook {
    private static final System.Logger LOG = System.getLogger(LoadedHook.class.getName());

    private final Hook<Object> hook;
    private final List<Step> steps;
    private final HookFrame frames;

    private LoadedHook(Hook<Object> hook, List<Step> steps) {
        this.hook = hook;
        this.steps = steps;
        this.frames = new HookFrame(hook.getClass());
    }

    /**
     * Starts a hook and asks it for its steps.
     *
     * @param settings plain data, handed to the hook as an immutable copy
     * @throws HookJarException when the hook throws, or has no steps
     */
    public static LoadedHook start(Hook<?> hook, Map<String, ?> settings) {
        return start(hook, settings, hook.getClass().getName());
    }

    @SuppressWarnings("unchecked") // The steps of a hook return what its own completed() takes: both are of the same T.
    static LoadedHook start(Hook<?> hook, Map<String, ?> settings, String where) {
        Map<String, @Nullable Object> copy = copy(settings, where);
        HookFaults faults = new HookFaults(hook.getClass(), where);
        ClassLoader loader = loaderOf(hook);
        faults.guarded("start", loader, () -> {
            hook.start(copy);
            return "started";
        });
        try {
            Steps<?> steps = faults.guarded("steps", loader, hook::steps);
            if (steps == null) {
                throw faults.noSteps();
            }
            return new LoadedHook((Hook<Object>) hook, steps.list());
        } catch (HookJarException e) {
            new LoadedHook((Hook<Object>) hook, List.of()).stop();
            throw e;
        }
    }

    /** The full name of the hook's class. */
    public String className() {
        return hook.getClass().getName();
    }

    /** The hook's steps in order, at least one. */
    public List<Step> steps() {
        return steps;
    }

    /** The same started hook with every step replaced by another of the same types, for the test kit and for tracing. */
    public LoadedHook withSteps(UnaryOperator<Step> change) {
        return new LoadedHook(hook, steps.stream().map(change).toList());
    }

    /** Stops the hook and returns when it has; a hook that fails here is logged, and changes nothing. */
    public void stop() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(loader());
            hook.stop();
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The hook {0} failed while it was being stopped: {1}",
                    className(),
                    Thrown.of(e, frames).summary());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    Hook<Object> hook() {
        return hook;
    }

    ClassLoader loader() {
        return loaderOf(hook);
    }

    HookFrame frames() {
        return frames;
    }

    private static ClassLoader loaderOf(Hook<?> hook) {
        return hook.getClass().getClassLoader();
    }

    private static Map<String, @Nullable Object> copy(Map<String, ?> settings, String where) {
        try {
            return PlainData.copy("settings", settings);
        } catch (NotPlainException e) {
            throw new HookJarException(String.valueOf(e.getMessage()), where, "Correct hook.settings in the job file.");
        }
    }
}
