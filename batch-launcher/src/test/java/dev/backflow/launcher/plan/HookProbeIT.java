package dev.backflow.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookProbeIT {
    private final Path folder;

    HookProbeIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void tellsWhatIsInAJar() throws Exception {
        var found = probe(Duration.ofSeconds(60)).probe(hook(""), null, Map.of());

        assertThat(found.problems()).isEmpty();
        assertThat(found.className()).isEqualTo("Sample");
        assertThat(found.steps()).containsExactly(new ProbedHook.Step("only", 20_000));
        assertThat(found.sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void handsOverTheSettings() throws Exception {
        var jar = hookWith(
                "@Override public void start(java.util.Map<String, Object> settings) {"
                        + " if (!settings.equals(java.util.Map.of(\"pages\", 7L))) throw new IllegalStateException(settings.toString()); }");

        var found = probe(Duration.ofSeconds(60)).probe(jar, null, Map.of("pages", 7L));

        assertThat(found.problems()).isEmpty();
    }

    @Test
    void isNotFooledByWhatAHookPrints() throws Exception {
        var jar = hook("System.out.print(\"no line end {\"); System.err.println(\"{}\");");

        assertThat(probe(Duration.ofSeconds(60)).probe(jar, null, Map.of()).isUsable())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"System.exit(0), 0", "Runtime.getRuntime().halt(3), 3"})
    void survivesAHookThatExits(String code, int exitCode) throws Exception {
        var found =
                probe(Duration.ofSeconds(60)).probe(hook("System.out.println(\"bye\"); " + code + ";"), null, Map.of());

        assertThat(found.problems())
                .singleElement()
                .asString()
                .contains("ended its JVM with exit code " + exitCode)
                .contains("bye");
    }

    @Test
    void givesUpOnAHookThatHangs() throws Exception {
        var jar = hook("while (true) { Thread.onSpinWait(); }");

        var found = probe(Duration.ofSeconds(3)).probe(jar, null, Map.of());

        assertThat(found.problems()).singleElement().asString().contains("not ready within 3 seconds");
    }

    @Test
    void leavesNoProbeBehindWhenNobodyWaitsForTheAnswer() throws Exception {
        var jar = hook("while (true) { Thread.onSpinWait(); }");
        var probe = new ProcessBuilder(launcher().command(List.of(), List.of(HookProbe.VERB)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        probe.getOutputStream()
                .write(ProbeQuestion.of("word", jar, null, Map.of()).line());

        probe.getOutputStream().close();

        assertThat(probe.waitFor()).isEqualTo(1);
    }

    @Test
    void doesNotWaitForThreadsThatAHookLeavesBehind() throws Exception {
        var jar = hook("new Thread(() -> { while (true) Thread.onSpinWait(); }).start();");

        assertThat(probe(Duration.ofSeconds(60)).probe(jar, null, Map.of()).isUsable())
                .isTrue();
    }

    @Test
    void tellsWhatIsWrongWithAJarThatIsNotThere() throws Exception {
        var found = probe(Duration.ofSeconds(60)).probe(folder.resolve("none.jar"), null, Map.of());

        assertThat(found.problems()).singleElement().asString().contains("none.jar");
    }

    private static LauncherProcess launcher() {
        return new LauncherProcess(Path.of(System.getProperty("java.home")), System.getProperty("java.class.path"));
    }

    private static HookProbe probe(Duration limit) {
        return new HookProbe(launcher(), () -> "a word that no hook prints ", limit);
    }

    private Path hook(String constructor) throws IOException {
        return hookWith("public Sample() { " + constructor + " }");
    }

    /** A jar with one hook, compiled from these members. */
    private Path hookWith(String members) throws IOException {
        var source = Files.writeString(folder.resolve("Sample.java"), """
                import dev.backflow.hook.*;
                public final class Sample implements Hook<Long> {
                    @Override public Steps<Long> steps() {
                        return Steps.first("only", java.time.Duration.ofSeconds(20), document -> 1L);
                    }
                    %s
                }
                """.formatted(members));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(failed).isZero();
        var jar = folder.resolve("hook.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var classes = Files.list(folder)) {
            for (var file :
                    classes.filter(file -> file.toString().endsWith(".class")).toList()) {
                out.putNextEntry(new JarEntry(String.valueOf(file.getFileName())));
                out.write(Files.readAllBytes(file));
            }
            out.putNextEntry(new JarEntry("META-INF/services/dev.backflow.hook.Hook"));
            out.write("Sample\n".getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
