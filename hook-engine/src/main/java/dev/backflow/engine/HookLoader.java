package dev.backflow.engine;

import dev.backflow.hook.Hook;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * What a hook sees: the JDK, the hook API, and its own jar. The API always comes from here, even when the jar carries a
 * copy, for a copy's classes would be other classes. It is asked from the loader that holds it, never by a path: that
 * loader may read from a jar inside a jar.
 */
final class HookLoader extends URLClassLoader {
    static final String NAME = "hook";

    private static final String API = Hook.class.getPackageName() + ".";
    private static final ClassLoader OURS = Hook.class.getClassLoader();

    static {
        registerAsParallelCapable();
    }

    HookLoader(URL jar) {
        super(NAME, new URL[] {jar}, getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isApi(name)) {
            return OURS.loadClass(name);
        }
        return super.loadClass(name, resolve);
    }

    private static boolean isApi(String name) {
        return name.startsWith(API) && name.indexOf('.', API.length()) < 0;
    }
}
