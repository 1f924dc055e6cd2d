package dev.backflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.hook.Hook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookIsolationIT {
    private static final String LOOKING = """
            package acme;
            import dev.backflow.hook.*;
            import java.util.*;
            public final class Looking implements Hook<Map<String, Object>> {
                public Steps<Map<String, Object>> steps() {
                    return Steps.first("look", in -> look(in.name().split(",")));
                }
                public Response completed(Map<String, Object> seen, Document document) {
                    return Response.of("SEEN", seen);
                }
                static Map<String, Object> look(String[] names) {
                    Map<String, Object> seen = new TreeMap<>();
                    for (String name : names) {
                        seen.put(name, seeing(name));
                    }
                    return seen;
                }
                static String seeing(String name) {
                    try {
                        Class<?> own = Class.forName(name);
                        Class<?> byThread = Class.forName(name, false, Thread.currentThread().getContextClassLoader());
                        return own == byThread ? "visible " + marker(own) : "two different classes";
                    } catch (ClassNotFoundException e) {
                        return "hidden";
                    }
                }
                static String marker(Class<?> type) {
                    try {
                        return String.valueOf(type.getField("MARKER").get(null));
                    } catch (ReflectiveOperationException e) {
                        return "";
                    }
                }
            }
            """;

    private final Path folder;

    HookIsolationIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void hidesFrameworksAndEverythingOfOurs() throws Exception {
        String[] names = {
            "org.springframework.boot.SpringApplication",
            "org.springframework.context.ApplicationContext",
            "org.springframework.batch.core.job.Job",
            "org.springframework.cloud.task.configuration.EnableTask",
            "org.springframework.jdbc.core.JdbcTemplate",
            "tools.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "org.slf4j.LoggerFactory",
            "ch.qos.logback.classic.Logger",
            "com.zaxxer.hikari.HikariDataSource",
            "org.h2.Driver",
            "org.postgresql.Driver",
            "picocli.CommandLine",
            "org.yaml.snakeyaml.Yaml",
            "org.jspecify.annotations.Nullable",
            "org.junit.jupiter.api.Test",
            "org.assertj.core.api.Assertions",
            "dev.backflow.engine.HookEngine",
            "dev.backflow.engine.testkit.HookTest",
            "dev.backflow.run.job.Job",
            "dev.backflow.worker.Worker",
            "dev.backflow.launcher.Launcher"
        };

        Map<String, @Nullable Object> seen = look(looking().write(), names);

        assertThat(seen).hasSize(names.length);
        assertThat(seen.values()).containsOnly("hidden");
        assertThat(Class.forName("org.jspecify.annotations.NullMarked"))
                .as("it is there for us")
                .isNotNull();
    }

    @Test
    void showsTheJdkAndTheHookApi() throws Exception {
        Map<String, @Nullable Object> seen = look(
                looking().write(), "java.lang.String", "java.sql.Connection", "dev.backflow.hook.PermanentFailure");

        assertThat(seen.values()).allSatisfy(value -> assertThat((String) value).startsWith("visible"));
    }

    @Test
    void loadsTheHooksOwnLibrariesUnderNamesThatWeUseToo() throws Exception {
        String[] names = {
            "tools.jackson.databind.ObjectMapper",
            "ch.qos.logback.classic.Logger",
            "org.springframework.boot.SpringApplication",
            "org.jspecify.annotations.Nullable",
            "dev.backflow.engine.HookEngine"
        };
        TestJar jar = looking();
        for (String name : names) {
            int dot = name.lastIndexOf('.');
            jar.source(
                    name,
                    "package %s; public class %s { public static final String MARKER = \"of the hook\"; }"
                            .formatted(name.substring(0, dot), name.substring(dot + 1)));
        }

        Map<String, @Nullable Object> seen = look(jar.write(), names);

        assertThat(seen).hasSize(names.length);
        assertThat(seen.values()).containsOnly("visible of the hook");
    }

    @Test
    void takesOurHookApiWhenTheJarCarriesItsOwn() throws Exception {
        TestJar jar = looking();
        for (Class<?> type : new Class<?>[] {Hook.class, dev.backflow.hook.Steps.class, dev.backflow.hook.Step.class}) {
            jar.entry(type.getName().replace('.', '/') + ".class", "a broken copy");
        }
        Path path = jar.write();

        assertThat(look(path, "java.lang.String").values()).containsExactly("visible ");
        assertThat(HookInspection.of(path, null, Map.of()).warnings()).hasSize(1);
    }

    @Test
    void hidesResourcesOfOurs() throws Exception {
        Path jar = TestJar.in(folder)
                .source("acme.Resources", """
                        package acme;
                        import dev.backflow.hook.*;
                        import java.util.*;
                        public final class Resources implements Hook<Map<String, Object>> {
                            public Steps<Map<String, Object>> steps() { return Steps.first("look", in -> look()); }
                            public Response completed(Map<String, Object> seen, Document document) {
                                return Response.of("SEEN", seen);
                            }
                            static Map<String, Object> look() throws Exception {
                                ClassLoader context = Thread.currentThread().getContextClassLoader();
                                Map<String, Object> seen = new TreeMap<>();
                                for (String name : List.of("own.txt", "org/jspecify/annotations/NullMarked.class",
                                        "dev/backflow/engine/HookEngine.class", "junit-platform.properties")) {
                                    seen.put(name, Collections.list(context.getResources(name)).size());
                                }
                                int services = 0;
                                for (Hook<?> each : ServiceLoader.load(Hook.class)) { services++; }
                                seen.put("services", services);
                                return seen;
                            }
                        }
                        """)
                .entry("own.txt", "here")
                .service("acme.Resources")
                .write();

        assertThat(look(jar, "x"))
                .isEqualTo(Map.of(
                        "own.txt", 1,
                        "org/jspecify/annotations/NullMarked.class", 0,
                        "dev/backflow/engine/HookEngine.class", 0,
                        "junit-platform.properties", 0,
                        "services", 1));
    }

    @Test
    void worksWhenOurOwnClassesComeFromALoaderWithoutPaths() throws Exception {
        Path jar = TestJar.good(folder);
        ClassLoader nested = new PathlessLoader();
        Class<?> hookJar = Class.forName("dev.backflow.engine.HookJar", true, nested);
        assertThat(hookJar).isNotSameAs(HookJar.class);

        Object opened =
                hookJar.getMethod("open", Path.class, String.class, Map.class).invoke(null, jar, null, Map.of());

        Object hook = hookJar.getMethod("hook").invoke(opened);
        assertThat(hook.getClass().getMethod("className").invoke(hook)).isEqualTo("acme.Invoices");
        hookJar.getMethod("close").invoke(opened);
    }

    @Test
    void leavesNothingOfTheHooksClassesInWhatItReturns() throws Exception {
        Path jar = TestJar.in(folder)
                .source("acme.Leaking", """
                        package acme;
                        import dev.backflow.hook.*;
                        import java.util.*;
                        public final class Leaking implements Hook<String> {
                            static final class Mine extends LinkedHashMap<String, Object> { }
                            static final class Pages extends ArrayList<Object> { }
                            public Steps<String> steps() { return Steps.first("name", in -> in.name()); }
                            public Response completed(String name, Document document) {
                                Mine mine = new Mine();
                                Pages pages = new Pages();
                                pages.add(1);
                                mine.put("pages", pages);
                                return Response.of("DONE", Map.of("mine", mine));
                            }
                        }
                        """)
                .service("acme.Leaking")
                .write();

        Map<String, @Nullable Object> payload = look(jar, "x");

        Map<?, ?> mine = (Map<?, ?>) Objects.requireNonNull(payload.get("mine"));
        assertThat(mine.getClass().getClassLoader()).isNull();
        assertThat(Objects.requireNonNull(mine.get("pages")).getClass().getClassLoader())
                .isNull();
    }

    private TestJar looking() {
        return TestJar.in(folder).source("acme.Looking", LOOKING).service("acme.Looking");
    }

    private static Map<String, @Nullable Object> look(Path jar, String... names) throws Exception {
        try (HookJar opened = HookJar.open(jar, null, Map.of());
                HookEngine engine = new HookEngine(opened.hook(), EngineOptions.defaults())) {
            Served served = engine.serve(TestDocument.named(String.join(",", names)));
            assertThat(served.failure()).isNull();
            return new LinkedHashMap<>(served.payload());
        }
    }

    /** Loads Backflow's classes anew from bytes, as a jar inside a jar does: no file, no code source. */
    private static final class PathlessLoader extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null || !name.startsWith("dev.backflow.")) {
                    return loaded != null ? loaded : super.loadClass(name, resolve);
                }
                try (InputStream in = HookJar.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
                    if (in == null) {
                        throw new ClassNotFoundException(name);
                    }
                    byte[] bytes = in.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }
    }
}
