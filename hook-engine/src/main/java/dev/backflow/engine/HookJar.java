package dev.backflow.engine;

import dev.backflow.hook.Hook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A hook out of its jar, started. The jar must stay as it is until this is closed. One hook is served per jar opened;
 * opening the same jar twice gives two hooks that share nothing.
 */
public final class HookJar implements AutoCloseable {
    private final LoadedHook hook;
    private final HookLoader loader;
    private final List<String> warnings;

    private HookJar(LoadedHook hook, HookLoader loader, List<String> warnings) {
        this.hook = hook;
        this.loader = loader;
        this.warnings = warnings;
    }

    /**
     * Finds the hook in a jar, makes it, starts it, and asks for its steps. Runs the hook's code on the calling thread,
     * for as long as that takes: a caller that does not trust the jar to come back does this in another JVM.
     *
     * @param jar a jar on this machine
     * @param className the hook's class, or null when {@code META-INF/services} names it
     * @param settings {@code hook.settings} of the job file
     * @throws HookJarException whatever is wrong with the jar or the hook
     */
    public static HookJar open(Path jar, @Nullable String className, Map<String, ?> settings) {
        JarContent content = JarContent.read(jar);
        String name = className == null ? content.hookClass() : className;
        HookLoader loader = new HookLoader(content.url());
        try {
            Hook<?> hook = make(loader, name, content);
            return new HookJar(LoadedHook.start(hook, settings, content.where()), loader, content.warnings());
        } catch (RuntimeException | Error e) {
            closeAfter(loader, e);
            throw e;
        }
    }

    /** The started hook. */
    public LoadedHook hook() {
        return hook;
    }

    /** What is allowed but probably not meant, a sentence each; empty when there is nothing to say. */
    public List<String> warnings() {
        return warnings;
    }

    /** Stops the hook, and closes the jar. Nothing of the hook may be called any more. */
    @Override
    public void close() {
        hook.stop();
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Hook<?> make(HookLoader loader, String name, JarContent content) {
        HookFaults faults = new HookFaults(name, content.where(), null);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(loader);
            Class<?> type = loader.loadClass(name);
            return (Hook<?>) constructor(type, content.where()).newInstance();
        } catch (ClassNotFoundException e) {
            throw content.noClass(name, e);
        } catch (InvocationTargetException e) {
            rethrowOutOfMemory(e.getCause());
            throw faults.inConstructor(e.getCause() == null ? e : e.getCause());
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (LinkageError e) {
            rethrowOutOfMemory(e.getCause());
            throw faults.linkage(e);
        } catch (Error e) {
            throw faults.inConstructor(e);
        } catch (ReflectiveOperationException | SecurityException e) {
            throw new HookJarException(
                    "%s cannot be used: %s".formatted(name, e), content.where(), "Build the jar again.", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Constructor<?> constructor(Class<?> type, String where) throws NoSuchMethodException {
        String name = type.getName();
        if (!Hook.class.isAssignableFrom(type)) {
            throw new HookJarException(
                    "%s does not implement dev.backflow.hook.Hook".formatted(name),
                    where,
                    "Let it implement Hook, or name the class that does in hook.class.");
        }
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            throw new HookJarException(
                    "%s is abstract".formatted(name), where, "Name a class of which there can be an instance.");
        }
        if (!Modifier.isPublic(type.getModifiers())) {
            throw new HookJarException("%s is not public".formatted(name), where, "Make the class public.");
        }
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.getParameterCount() == 0) {
                return constructor;
            }
        }
        throw new HookJarException(
                "%s has no public constructor without arguments".formatted(name),
                where,
                "Add one; settings come through start().");
    }

    private static void rethrowOutOfMemory(@Nullable Throwable cause) {
        if (cause instanceof OutOfMemoryError e) {
            throw e;
        }
    }

    private static void closeAfter(HookLoader loader, Throwable first) {
        try {
            loader.close();
        } catch (IOException e) {
            first.addSuppressed(e);
        }
    }
}
