package dev.backflow.launcher.e2e;

import dev.backflow.hook.Hook;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A hook's jar, made from source text against the hook API and nothing else. */
final class CompiledHook {
    private CompiledHook() {}

    /**
     * Compiles and packs.
     *
     * @param jar the jar to write
     * @param work an existing folder for class files
     * @param hook the class that {@code META-INF/services} names
     * @param sources by the name of their class
     */
    static void write(Path jar, Path work, String hook, Map<String, String> sources) throws IOException {
        Path classes = Files.createTempDirectory(work, "classes");
        compile(classes, sources);
        try (OutputStream out = Files.newOutputStream(jar);
                var zip = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            add(zip, "META-INF/services/" + Hook.class.getName(), hook.getBytes(StandardCharsets.UTF_8));
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(zip, classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }

    private static void compile(Path classes, Map<String, String> sources) {
        var errors = new StringWriter();
        List<Source> units = sources.entrySet().stream()
                .map(source -> new Source(source.getKey(), source.getValue()))
                .toList();
        List<String> options =
                List.of("--release", "17", "-proc:none", "-d", classes.toString(), "-classpath", hookApi());
        if (!ToolProvider.getSystemJavaCompiler()
                .getTask(errors, null, null, options, null, units)
                .call()) {
            throw new IllegalArgumentException("the hook's source does not compile: " + errors);
        }
    }

    private static String hookApi() {
        try {
            return Path.of(Hook.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(JarOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new JarEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
