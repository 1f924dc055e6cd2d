package dev.backflow.launcher.cli;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How this launcher was called, to print commands that can be typed as they stand. */
final class Invocation {
    private final String launcher;

    /**
     * @param classPath the class path of this JVM; when it is one jar, {@code java -jar} started it
     */
    Invocation(String classPath) {
        this.launcher = "java -jar "
                + (classPath.endsWith(".jar") && !classPath.contains(":") ? quoted(classPath) : "launcher.jar");
    }

    /** The command line with these arguments, quoted for a shell where that is needed. */
    String with(String... arguments) {
        return launcher
                + Arrays.stream(arguments)
                        .map(argument -> " " + quoted(argument))
                        .collect(Collectors.joining());
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
