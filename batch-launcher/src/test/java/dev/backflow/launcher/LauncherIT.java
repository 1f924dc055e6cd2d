package dev.backflow.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged jar, as a scheduler starts it: no terminal, no input, and next to no environment. */
class LauncherIT {
    private record Ended(int exitCode, String out, String err) {}

    private static final Path JAR = Path.of("target/launcher.jar").toAbsolutePath();

    private final Path folder;
    private final Path outside;

    LauncherIT(@TempDir Path folder, @TempDir Path outside) {
        this.folder = folder;
        this.outside = outside;
    }

    @Test
    void listsTheJobsWithoutAnyEnvironment() throws Exception {
        Files.createDirectories(folder.resolve("job-configs"));
        Files.writeString(folder.resolve("job-configs/invoices.yaml"), "description: Lies die Beträge\n");

        var ended = launch(List.of());

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("invoices  Lies die Beträge");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void tellsItsVersion() throws Exception {
        assertThat(launch(List.of("--version")).out()).matches("Backflow \\d+\\.\\d+\\.\\d+.*\\s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--dry-rum", "--job=nope"})
    void refusesAWrongCommandLineAndCreatesNothing(String argument) throws Exception {
        var ended = launch(List.of(argument));

        assertThat(ended.exitCode()).isEqualTo(64);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isNotEmpty().doesNotContain("Exception");
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--dry-rum"})
    void loadsNothingOfSpringForIt(String argument) throws Exception {
        var ended = launch(List.of(argument), "-Xlog:class+load:file=" + folder.resolve("classes.log"));

        assertThat(ended.exitCode()).isIn(0, 64);
        try (var lines = Files.lines(folder.resolve("classes.log"))) {
            assertThat(lines.filter(line -> line.contains(" org.springframework."))
                            .filter(line -> !line.contains(" org.springframework.boot.loader.")))
                    .isEmpty();
        }
    }

    @Test
    void saysWhatIsWrongWithAHookJarThatIsNotThere() throws Exception {
        var ended = launch(List.of("hook", "check", "none.jar"));

        assertThat(ended.exitCode()).isEqualTo(78);
        assertThat(ended.err()).contains("none.jar").doesNotContain("\tat ");
    }

    private Ended launch(List<String> arguments, String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(arguments);
        var streams = Files.createTempDirectory(outside, "launch");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(streams.resolve("out").toFile())
                .redirectError(streams.resolve("err").toFile());
        builder.environment().clear();
        var process = builder.start();
        process.getOutputStream().close();
        int exitCode = process.waitFor();
        return new Ended(exitCode, text(streams.resolve("out")), text(streams.resolve("err")));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
