package dev.backflow.engine;

import dev.backflow.hook.Hook;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Turns whatever the loading or the start of a hook throws into a sentence for its team. */
final class HookFaults {
    private static final String API_PATH = Hook.class.getPackageName().replace('.', '/') + "/";
    private static final String API = Hook.class.getPackageName() + ".";

    private final String className;
    private final String where;
    private final @Nullable HookFrame frames;

    HookFaults(Class<?> hook, String where) {
        this(hook.getName(), where, new HookFrame(hook));
    }

    HookFaults(String className, String where, @Nullable HookFrame frames) {
        this.className = className;
        this.where = where;
        this.frames = frames;
    }

    /** Runs one of the hook's methods with its class loader as the thread's. */
    <R extends @Nullable Object> R guarded(String method, ClassLoader loader, Callable<R> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(loader);
            return work.call();
        } catch (OutOfMemoryError | HookJarException e) {
            throw e;
        } catch (InterruptedException e) {
            thread.interrupt();
            throw inMethod(method, e);
        } catch (Throwable e) {
            throw inMethod(method, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    HookJarException noSteps() {
        return new HookJarException(
                "%s.steps() returned null".formatted(className), where, "Return at least one step: Steps.first(...).");
    }

    HookJarException inMethod(String method, Throwable thrown) {
        if (thrown instanceof LinkageError && !(thrown instanceof ExceptionInInitializerError)) {
            return linkage(thrown);
        }
        Thrown told = told(thrown);
        String place = told.where().isEmpty() ? "" : " at " + told.where();
        String remedy = "start".equals(method)
                ? "Correct hook.settings in the job file, or the hook."
                : "Correct the hook; 'hook check' tries it without a run.";
        return new HookJarException(
                "%s.%s() threw %s%s".formatted(className, method, told.summary(), place), where, remedy, thrown);
    }

    HookJarException inConstructor(Throwable thrown) {
        if (thrown instanceof LinkageError) {
            return linkage(thrown);
        }
        return new HookJarException(
                "the constructor or a static initializer of %s threw %s"
                        .formatted(className, told(thrown).summary()),
                where,
                "Correct the hook; what needs settings or time belongs into start().",
                thrown);
    }

    HookJarException linkage(Throwable error) {
        if (error instanceof ExceptionInInitializerError && error.getCause() != null) {
            return new HookJarException(
                    "a static initializer needed by %s threw %s"
                            .formatted(className, told(error.getCause()).summary()),
                    where,
                    "Correct the hook; what can fail belongs into start().",
                    error);
        }
        if (error instanceof UnsupportedClassVersionError) {
            return new HookJarException(
                    "%s was compiled for a newer Java than this one, which is %s (%s)"
                            .formatted(
                                    className,
                                    Runtime.version().feature(),
                                    told(error).message()),
                    where,
                    "Compile it with --release %d, or run Backflow on a newer Java."
                            .formatted(Runtime.version().feature()),
                    error);
        }
        String message = told(error).message();
        if (message.contains(API_PATH) || message.contains(API)) {
            return new HookJarException(
                    "%s was built against another version of the hook API: %s"
                            .formatted(className, told(error).summary()),
                    where,
                    "Rebuild it against the hook-api of this Backflow.",
                    error);
        }
        if (error instanceof NoClassDefFoundError) {
            return new HookJarException(
                    "%s needs the class %s, which is not in the jar".formatted(className, message.replace('/', '.')),
                    where,
                    "Pack the hook with all its libraries into one jar: it sees the JDK, the hook API and its own jar only.",
                    error);
        }
        return new HookJarException(
                "%s cannot be loaded: %s".formatted(className, told(error).summary()),
                where,
                "Build the jar again, and look for a library that it holds in two versions.",
                error);
    }

    private Thrown told(Throwable thrown) {
        return Thrown.of(thrown, frames == null ? new HookFrame(Hook.class) : frames);
    }
}
