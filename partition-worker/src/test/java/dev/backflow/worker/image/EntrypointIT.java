package dev.backflow.worker.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image's entry point as a real process, with this machine's Java and a program of ours in the worker's place. */
class EntrypointIT {
    private static final Path ENTRYPOINT = Path.of("image/entrypoint").toAbsolutePath();
    private static final Map<String, String> ECS = Map.of("ECS_CONTAINER_METADATA_URI_V4", "http://127.0.0.1:1/v4/x");

    private final Path home;
    private final Path scratch;
    private final List<Process> started = new ArrayList<>();

    EntrypointIT(@TempDir Path home, @TempDir Path scratch) {
        this.home = home;
        this.scratch = scratch;
    }

    @AfterEach
    void endsWhatItStarted() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void becomesTheJavaThatServes() throws Exception {
        Process process = start(Map.of(), "worker", "0", "more");

        assertThat(ended(process)).isZero();
        assertThat(output(process))
                .contains(
                        "pid=" + process.pid(),
                        "jdk.serialFilter=!*",
                        "java.io.tmpdir=" + scratch,
                        "user.home=" + home,
                        "arguments=0,more");
    }

    @Test
    void isAWorkerInEcsWithoutBeingTold() throws Exception {
        Process process = start(ECS, "7");

        assertThat(ended(process)).isEqualTo(7);
        assertThat(output(process)).contains("arguments=7");
    }

    @Test
    void passesExitCodesOn() throws Exception {
        for (int exit : List.of(0, 1, 69, 71, 78)) {
            assertThat(ended(start(ECS, "worker", Integer.toString(exit)))).isEqualTo(exit);
        }
    }

    @Test
    void passesTheSignalOnAndEndsWithIt() throws Exception {
        Process process = start(ECS, "worker", "wait");
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.lines().anyMatch("ready"::equals)).isTrue();

            process.destroy();

            assertThat(ended(process)).isEqualTo(143);
        }
        assertThat(scratch.resolve("ended")).exists();
    }

    @Test
    void leavesPartOfTheMemoryToOthersThanTheHeap() throws Exception {
        long most = heap(Map.of("BACKFLOW_HEAP_PERCENT", "70"));
        long less = heap(Map.of("BACKFLOW_HEAP_PERCENT", "20"));

        assertThat(less).isLessThan(most);
    }

    @Test
    void saysWhatItIsWhenNobodyToldItWhatToDo() throws Exception {
        Process process = start(Map.of(), "sh");

        assertThat(ended(process)).isEqualTo(64);
        assertThat(output(process)).hasSize(1).first().asString().contains("give the command: worker");
    }

    private long heap(Map<String, String> environment) throws Exception {
        Process process = start(environment, "worker", "0");
        assertThat(ended(process)).isZero();
        return output(process).stream()
                .filter(each -> each.startsWith("heap="))
                .mapToLong(each -> Long.parseLong(each.substring("heap=".length())))
                .findFirst()
                .orElseThrow();
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        if (!Files.exists(home.resolve("worker.jar"))) {
            jar(home.resolve("worker.jar"));
        }
        List<String> command = new ArrayList<>(List.of(ENTRYPOINT.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        var variables = builder.environment();
        variables
                .keySet()
                .removeIf(each -> each.startsWith("JAVA_") || each.startsWith("JDK_") || each.startsWith("ECS_"));
        variables.put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + variables.get("PATH"));
        variables.put("BACKFLOW_HOME", home.toString());
        variables.put("BACKFLOW_SCRATCH", scratch.toString());
        variables.putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static void jar(Path file) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, SampleWorker.class.getName());
        String name = SampleWorker.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                InputStream in = Objects.requireNonNull(SampleWorker.class.getResourceAsStream("/" + name))) {
            jar.putNextEntry(new ZipEntry(name));
            in.transferTo(jar);
        }
    }

    private static int ended(Process process) throws InterruptedException {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private static List<String> output(Process process) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
