package dev.backflow.launcher.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * The command that starts this launcher once more, in a JVM of its own: from the launcher's jar when it runs from one,
 * else from the class path. So that one file is the whole product.
 */
public final class LauncherProcess {
    private static final String MAIN_CLASS = "dev.backflow.launcher.Launcher";

    private final Path java;
    private final List<String> launcher;

    /**
     * @param javaHome the Java installation to use
     * @param classPath the class path of this JVM, as {@code java.class.path} has it
     */
    public LauncherProcess(Path javaHome, String classPath) {
        this.java = javaHome.resolve("bin").resolve("java");
        this.launcher = isLauncherJar(classPath) ? List.of("-jar", classPath) : List.of("-cp", classPath, MAIN_CLASS);
    }

    /** The launcher and the Java installation of this JVM. */
    public static LauncherProcess ofThisJvm() {
        return new LauncherProcess(Path.of(System.getProperty("java.home")), System.getProperty("java.class.path"));
    }

    /**
     * The whole command, for a {@link ProcessBuilder}.
     *
     * @param options options for the JVM
     * @param arguments arguments for the launcher
     */
    public List<String> command(List<String> options, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(options);
        command.addAll(launcher);
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /** A test runner may also have put everything into one jar, but into one that starts something else. */
    private static boolean isLauncherJar(String classPath) {
        if (!classPath.endsWith(".jar") || !Files.isRegularFile(Path.of(classPath))) {
            return false;
        }
        try (var jar = new JarFile(classPath)) {
            var manifest = jar.getManifest();
            if (manifest == null) {
                return false;
            }
            var attributes = manifest.getMainAttributes();
            return MAIN_CLASS.equals(attributes.getValue("Start-Class"))
                    || MAIN_CLASS.equals(attributes.getValue(Attributes.Name.MAIN_CLASS));
        } catch (IOException e) {
            return false;
        }
    }
}
