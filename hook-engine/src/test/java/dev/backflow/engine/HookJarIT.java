package dev.backflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.hook.Failure;
import dev.backflow.hook.Hook;
import dev.backflow.hook.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookJarIT {
    private final Path folder;

    HookJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void servesByTheHookThatTheJarNames() throws Exception {
        try (HookJar jar = HookJar.open(TestJar.good(folder), null, Map.of())) {
            assertThat(serve(jar)).isEqualTo(new Served(Verdict.COMPLETED, "SEEN", Map.of("name", "a.txt"), 1, null));
            assertThat(jar.hook().className()).isEqualTo("acme.Invoices");
            assertThat(jar.hook().steps()).extracting(Step::name).containsExactly("name", "same");
            assertThat(jar.warnings()).isEmpty();
        }
    }

    @Test
    void servesByTheClassThatTheJobNames() throws Exception {
        Path twoHooks = TestJar.in(folder)
                .source("acme.Invoices", TestJar.GOOD)
                .source("acme.Receipts", TestJar.GOOD.replace("Invoices", "Receipts"))
                .service("acme.Invoices", "acme.Receipts")
                .write();

        try (HookJar jar = HookJar.open(twoHooks, "acme.Receipts", Map.of())) {
            assertThat(jar.hook().className()).isEqualTo("acme.Receipts");
        }
    }

    @Test
    void opensAJarWhosePathHoldsStrangeCharacters() throws Exception {
        Path strange = Files.createDirectory(folder.resolve("a b#c%20d!+e"));
        Path moved = Files.move(TestJar.good(folder), strange.resolve("hook !.jar"));

        try (HookJar jar = HookJar.open(moved, null, Map.of())) {
            assertThat(serve(jar).status()).isEqualTo("SEEN");
        }
    }

    @Test
    void readsServiceFilesWithCommentsAndRepeatedNames() throws Exception {
        Path jar = TestJar.in(folder)
                .source("acme.Invoices", TestJar.GOOD)
                .entry(TestJar.SERVICE, "# hooks\r\n\r\nacme.Invoices # ours\r\n  acme.Invoices\r\n")
                .write();

        assertThat(HookInspection.of(jar, null, Map.of()).className()).isEqualTo("acme.Invoices");
    }

    @Test
    void handsTheSettingsToTheHookOnceBeforeAllElse() throws Exception {
        Path jar = TestJar.in(folder)
                .source("acme.Ordered", """
                        package acme;
                        import dev.backflow.hook.*;
                        import java.util.*;
                        public final class Ordered implements Hook<String> {
                            private final StringBuffer calls = new StringBuffer();
                            public void start(Map<String, Object> settings) {
                                calls.append("start ").append(settings);
                                try {
                                    settings.put("more", 1);
                                } catch (UnsupportedOperationException e) {
                                    calls.append(" unchanged");
                                }
                            }
                            public Steps<String> steps() {
                                calls.append(", steps");
                                return Steps.first("calls", in -> calls.toString());
                            }
                            public Response completed(String seen, Document document) {
                                return Response.of("DONE", Map.of("calls", seen));
                            }
                        }
                        """)
                .service("acme.Ordered")
                .write();
        Map<String, Object> settings = new HashMap<>();
        settings.put("language", null);

        try (HookJar opened = HookJar.open(jar, null, settings)) {
            assertThat(serve(opened).payload()).isEqualTo(Map.of("calls", "start {language=null} unchanged, steps"));
        }
    }

    @Test
    void refusesSettingsThatAreNotPlain() throws Exception {
        Path jar = TestJar.good(folder);

        assertThatThrownBy(() -> HookJar.open(jar, null, Map.of("path", folder)))
                .isInstanceOf(HookJarException.class)
                .hasMessageStartingWith("settings.path: sun.nio.fs")
                .hasMessageEndingWith("Correct hook.settings in the job file.");
    }

    @Test
    void givesTwoHooksThatShareNothing() throws Exception {
        Path jar = TestJar.good(folder);

        try (HookJar one = HookJar.open(jar, null, Map.of());
                HookJar two = HookJar.open(jar, null, Map.of())) {
            assertThat(one.hook().hook().getClass())
                    .isNotSameAs(two.hook().hook().getClass());
        }
    }

    @Test
    void stopsTheHookWhenItIsClosed() throws Exception {
        Path jar = stopping("java.nio.file.Files.createFile(stopped);");
        Path stopped = folder.resolve("stopped");

        HookJar opened = HookJar.open(jar, null, Map.of("stopped", stopped.toString()));
        assertThat(stopped).doesNotExist();
        opened.close();

        assertThat(stopped).exists();
    }

    @Test
    void closesInPeaceWhenTheHookFailsToStop() throws Exception {
        Path jar = stopping("throw new StackOverflowError();");

        HookJar opened = HookJar.open(jar, null, Map.of("stopped", "x"));

        opened.close();
        assertThat(Thread.currentThread().getContextClassLoader())
                .isNotEqualTo(opened.hook().loader());
    }

    @Test
    void stopsAStartedHookThatHasNoSteps() throws Exception {
        Path stopped = folder.resolve("stopped");
        Path jar = TestJar.in(folder)
                .source(
                        "acme.Stopping",
                        stoppingSource("java.nio.file.Files.createFile(stopped);")
                                .replace("return Steps", "if (true) return null; return Steps"))
                .service("acme.Stopping")
                .write();

        assertThatThrownBy(() -> HookJar.open(jar, null, Map.of("stopped", stopped.toString())))
                .isInstanceOf(HookJarException.class)
                .hasMessageContaining("acme.Stopping.steps() returned null");
        assertThat(stopped).exists();
    }

    @Test
    void reportsTheHooksOwnFrameAndNotTheLibraryBelowIt() throws Exception {
        Path jar = TestJar.in(folder)
                .source("org.lib.Reader", """
                        package org.lib;
                        public class Reader {
                            public static String read(String name) { throw new IllegalStateException("cannot read " + name); }
                        }
                        """)
                .source("acme.Reading", """
                        package acme;
                        import dev.backflow.hook.*;
                        public final class Reading implements Hook<String> {
                            public Steps<String> steps() { return Steps.first("read", Reading::read); }
                            static String read(Document document) {
                                return org.lib.Reader.read(document.name());
                            }
                        }
                        """)
                .service("acme.Reading")
                .write();

        try (HookJar opened = HookJar.open(jar, null, Map.of())) {
            assertThat(serve(opened).failure())
                    .isEqualTo(new Failure(
                            "read",
                            "java.lang.IllegalStateException",
                            "cannot read a.txt",
                            "acme.Reading.read(Reading.java:6)",
                            3));
        }
    }

    @Test
    void reportsWhereAStepWasAtItsTimeLimit() throws Exception {
        Path jar = TestJar.in(folder)
                .source("acme.Waiting", """
                        package acme;
                        import dev.backflow.hook.*;
                        import java.time.Duration;
                        import java.util.concurrent.CountDownLatch;
                        public final class Waiting implements Hook<String> {
                            public Steps<String> steps() {
                                return Steps.first("wait", Duration.ofMillis(1), in -> forEver());
                            }
                            static String forEver() throws InterruptedException {
                                new CountDownLatch(1).await();
                                return "never";
                            }
                        }
                        """)
                .service("acme.Waiting")
                .write();

        try (HookJar opened = HookJar.open(jar, null, Map.of())) {
            Failure failure = LastFailure.of(serve(opened));

            assertThat(failure.type()).isEqualTo(Failure.TIME_LIMIT);
            assertThat(failure.where()).isEqualTo("acme.Waiting.forEver(Waiting.java:10)");
        }
    }

    @Test
    void takesTheNewestClassOfAMultiReleaseJar() throws Exception {
        Path newer = TestJar.in(folder)
                .source("acme.Release", "package acme; class Release { static String name() { return \"newer\"; } }")
                .compile();
        Path jar = TestJar.in(folder)
                .entry("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMulti-Release: true\n\n")
                .entry("META-INF/versions/17/acme/Release.class", TestJar.classFile(newer, "acme.Release"))
                .source("acme.Release", "package acme; class Release { static String name() { return \"base\"; } }")
                .source("acme.Invoices", TestJar.GOOD.replace("name -> name", "name -> Release.name()"))
                .service("acme.Invoices")
                .write();

        try (HookJar opened = HookJar.open(jar, null, Map.of())) {
            assertThat(serve(opened).payload()).isEqualTo(Map.of("name", "newer"));
        }
    }

    @Test
    void describesAJarAndWarnsOfWhatItShouldNotHold() throws Exception {
        Path jar = TestJar.in(folder)
                .entry("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nClass-Path: lib/more.jar\n\n")
                .entry("dev/backflow/hook/Hook.class", TestJar.classFileOf(Hook.class))
                .source("acme.Invoices", TestJar.GOOD)
                .service("acme.Invoices")
                .write();

        HookInspection inspection = HookInspection.of(jar, null, Map.of());

        assertThat(inspection)
                .isEqualTo(new HookInspection(
                        "acme.Invoices",
                        List.of(
                                new HookInspection.DescribedStep("name", Duration.ofSeconds(20)),
                                new HookInspection.DescribedStep("same", Duration.ofMinutes(5))),
                        List.of(
                                "The jar carries its own copy of the hook API, which is not used."
                                        + " Give hook-api the scope 'provided'.",
                                "The manifest names further jars in Class-Path, which a run neither pins nor ships."
                                        + " Pack them into the jar.")));
    }

    private Path stopping(String body) throws Exception {
        return TestJar.in(folder)
                .source("acme.Stopping", stoppingSource(body))
                .service("acme.Stopping")
                .write();
    }

    private static String stoppingSource(String body) {
        return """
               package acme;
               import dev.backflow.hook.*;
               import java.util.Map;
               public final class Stopping implements Hook<String> {
                   private java.nio.file.Path stopped;
                   public void start(Map<String, Object> settings) {
                       stopped = java.nio.file.Path.of(settings.get("stopped").toString());
                   }
                   public Steps<String> steps() { return Steps.first("name", in -> in.name()); }
                   public void stop() throws Exception { %s }
               }
               """.formatted(body);
    }

    private static Served serve(HookJar jar) throws Exception {
        try (HookEngine engine = new HookEngine(jar.hook(), EngineOptions.defaults())) {
            return engine.serve(TestDocument.named("a.txt"));
        }
    }
}
