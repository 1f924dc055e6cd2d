package dev.backflow.launcher.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program for tests, which needs nothing but the JDK, so that a jar of this one class starts quickly. It takes the
 * settings of the sample program of the deployer's test kit, from SPRING_APPLICATION_JSON and from arguments:
 *
 * <ul>
 *   <li>killDelay: ends after so many milliseconds; -1, the default: at the end of its standard input
 *   <li>exitCode: with this code, 1 by default
 *   <li>parameterThatMayNeedEscaping, commandLineArgValueThatMayNeedEscaping: fails unless they are {@link #FUNNY}
 *   <li>stubborn: true ignores SIGTERM and the end of standard input
 *   <li>child: true starts a second process like itself, and prints its pid
 * </ul>
 */
public final class SampleProgram {
    public static final String FUNNY = "&'\"|< é\\(";

    private static final Pattern PAIR = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    private SampleProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> settings = settings(arguments);
        requireFunny(settings, "parameterThatMayNeedEscaping");
        requireFunny(settings, "commandLineArgValueThatMayNeedEscaping");

        CountDownLatch never = new CountDownLatch(1);
        boolean stubborn = Boolean.parseBoolean(settings.get("stubborn"));
        if (stubborn) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> await(never)));
        }
        if (Boolean.parseBoolean(settings.get("child"))) {
            System.out.println("child " + startChild().pid());
        }
        System.out.println("ready in " + Path.of("").toAbsolutePath());
        System.err.println("temporary files in " + System.getProperty("java.io.tmpdir"));

        int killDelay = Integer.parseInt(settings.getOrDefault("killDelay", "-1"));
        if (killDelay >= 0) {
            Thread.sleep(killDelay);
        } else if (stubborn) {
            await(never);
        } else {
            System.in.transferTo(System.out);
        }
        System.exit(Integer.parseInt(settings.getOrDefault("exitCode", "1")));
    }

    /** This class as it is on the class path. */
    static ProgramResource unpacked() {
        return ProgramResource.mainClass(System.getProperty("java.class.path"), SampleProgram.class.getName());
    }

    /** Packs this class as an executable jar. */
    public static Path packInto(Path folder) {
        String entry = SampleProgram.class.getName().replace('.', '/') + ".class";
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, SampleProgram.class.getName());
        Path jar = folder.resolve("sample program.jar");
        try (var code = SampleProgram.class.getResourceAsStream("/" + entry);
                var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry(entry));
            out.write(code.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    private static Process startChild() throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        var builder = new ProcessBuilder(
                List.of(java, "-cp", System.getProperty("java.class.path"), SampleProgram.class.getName()));
        builder.environment().put("SPRING_APPLICATION_JSON", "{\"stubborn\":\"true\"}");
        return builder.start();
    }

    private static Map<String, String> settings(String[] arguments) {
        Map<String, String> settings = new HashMap<>();
        Matcher pairs = PAIR.matcher(System.getenv().getOrDefault("SPRING_APPLICATION_JSON", "{}"));
        while (pairs.find()) {
            settings.put(unescape(pairs.group(1)), unescape(pairs.group(2)));
        }
        for (String argument : arguments) {
            int sign = argument.indexOf('=');
            if (argument.startsWith("--") && sign > 0) {
                settings.put(argument.substring(2, sign), argument.substring(sign + 1));
            }
        }
        return settings;
    }

    private static String unescape(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1) == null
                                ? match.group(2)
                                : Character.toString(Integer.parseInt(match.group(1), 16))));
    }

    private static void requireFunny(Map<String, String> settings, String name) {
        String value = settings.getOrDefault(name, FUNNY);
        if (!value.equals(FUNNY)) {
            throw new IllegalArgumentException("%s must be %s, was %s".formatted(name, FUNNY, value));
        }
    }

    /** Not for ever, so that a test that fails leaves nothing behind for long. */
    private static void await(CountDownLatch latch) {
        try {
            latch.await(3, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
