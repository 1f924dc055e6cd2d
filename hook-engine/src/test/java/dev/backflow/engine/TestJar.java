package dev.backflow.engine;

import dev.backflow.hook.Hook;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources and packs them, so that tests have hook jars of every kind without keeping binaries. */
final class TestJar {
    static final String SERVICE = "META-INF/services/dev.backflow.hook.Hook";

    /** A hook that completes every document with its own name. */
    static final String GOOD = """
            package acme;
            import dev.backflow.hook.*;
            import java.util.Map;
            public final class Invoices implements Hook<String> {
                public Steps<String> steps() {
                    return Steps.first("name", java.time.Duration.ofSeconds(20), in -> in.name()).then("same", name -> name);
                }
                public Response completed(String name, Document document) {
                    return Response.of("SEEN", Map.of("name", name));
                }
            }
            """;

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Path folder;
    private Path api = ourApi();

    private TestJar(Path folder) {
        this.folder = folder;
    }

    static TestJar in(Path folder) {
        return new TestJar(folder);
    }

    /** The good hook, in its jar. */
    static Path good(Path folder) throws IOException {
        return in(folder).source("acme.Invoices", GOOD).service("acme.Invoices").write();
    }

    TestJar source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    TestJar service(String... classNames) {
        return entry(SERVICE, String.join("\n", classNames));
    }

    TestJar entry(String name, String text) {
        return entry(name, text.getBytes(StandardCharsets.UTF_8));
    }

    TestJar entry(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    /** Compiles against another hook API than ours. */
    TestJar against(Path otherApi) {
        api = otherApi;
        return this;
    }

    /** The path of a new jar. */
    Path write() throws IOException {
        Path classes = compile();
        Path jar = Files.createTempFile(folder, "hook", ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                add(zip, entry.getKey(), entry.getValue());
            }
            for (Path file : filesBelow(classes)) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (!entries.containsKey(name)) {
                    add(zip, name, Files.readAllBytes(file));
                }
            }
        }
        return jar;
    }

    /** The folder of the compiled classes. */
    Path compile() throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        if (sources.isEmpty()) {
            return classes;
        }
        StringWriter errors = new StringWriter();
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(new Source(name, text)));
        List<String> options =
                List.of("--release", "17", "-proc:none", "-d", classes.toString(), "-classpath", api.toString());
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(errors, null, null, options, null, units)
                .call();
        if (!compiled) {
            throw new IllegalStateException("the test's source does not compile: " + errors);
        }
        return classes;
    }

    static byte[] classFile(Path classes, String className) throws IOException {
        return Files.readAllBytes(classes.resolve(className.replace('.', '/') + ".class"));
    }

    /** The class file of a class of ours, wherever it was loaded from. */
    static byte[] classFileOf(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getName().replaceFirst(".*\\.", "") + ".class")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static Path ourApi() {
        try {
            return Path.of(Hook.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> filesBelow(Path classes) throws IOException {
        try (Stream<Path> all = Files.walk(classes)) {
            return all.filter(Files::isRegularFile).sorted().toList();
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
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
