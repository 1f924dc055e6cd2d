package dev.backflow.engine;

import org.jspecify.annotations.Nullable;

/** Finds the place in a stack trace that the author of a hook wants to see. */
final class HookFrame {
    private static final String ENGINE = HookFrame.class.getPackageName() + ".";

    private final String hookPackage;
    private final @Nullable String loaderName;

    HookFrame(Class<?> hook) {
        this.hookPackage = hook.getPackageName();
        ClassLoader loader = hook.getClassLoader();
        this.loaderName = loader == null ? null : loader.getName();
    }

    /**
     * The innermost frame in the hook's own package or below it; failing that, the innermost from its jar. Frames
     * below the engine's call are not the hook's.
     *
     * @return such as {@code acme.Parser.total(Parser.java:41)}; empty when there is none
     */
    String in(StackTraceElement[] trace) {
        String library = "";
        for (StackTraceElement frame : trace) {
            if (frame.getClassName().startsWith(ENGINE)) {
                break;
            }
            if (isHooksOwn(frame.getClassName())) {
                return text(frame);
            }
            if (library.isEmpty() && loaderName != null && loaderName.equals(frame.getClassLoaderName())) {
                library = text(frame);
            }
        }
        return library;
    }

    private boolean isHooksOwn(String className) {
        return hookPackage.isEmpty() ? className.indexOf('.') < 0 : className.startsWith(hookPackage + ".");
    }

    private static String text(StackTraceElement frame) {
        String file = frame.getFileName();
        String line = frame.getLineNumber() > 0 ? ":" + frame.getLineNumber() : "";
        return "%s.%s(%s%s)"
                .formatted(frame.getClassName(), frame.getMethodName(), file == null ? "unknown source" : file, line);
    }
}
