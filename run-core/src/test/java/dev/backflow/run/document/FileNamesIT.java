package dev.backflow.run.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The locale is fixed when a JVM starts, and Java cannot make a name that is not Unicode: both take a process. */
class FileNamesIT {
    private final Path source;
    private final Path scratch;

    FileNamesIT(@TempDir Path source, @TempDir Path scratch) {
        this.source = source;
        this.scratch = scratch;
    }

    @Test
    void refusesLettersThatTheLocaleOfCronCannotRead() throws Exception {
        make("caf\\303\\251");

        assertThat(listUnder("C"))
                .startsWith("NOT_READABLE The name of a file cannot be read, because this Java reads names as ANSI")
                .contains("Run with LC_ALL=C.UTF-8");
    }

    @Test
    void readsTheSameLettersUnderUtf8() throws Exception {
        make("caf\\303\\251");

        assertThat(listUnder("C.UTF-8")).isEqualTo("caf\u00E9\n");
    }

    @Test
    void readsAsciiUnderTheLocaleOfCron() throws Exception {
        make("plain");

        assertThat(listUnder("C")).isEqualTo("plain\n");
    }

    @Test
    void refusesANameThatIsNotUtf8() throws Exception {
        make("caf\\351");

        assertThat(listUnder("C.UTF-8"))
                .startsWith("NOT_READABLE The name of a file is not valid UTF-8")
                .contains("Rename the file");
    }

    private void make(String octalName) throws Exception {
        run(new ProcessBuilder("sh", "-c", "printf x > \"$(printf '%s')\"".formatted(octalName)));
    }

    private String listUnder(String locale) throws Exception {
        var java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                ListingOfAnotherJvm.class.getName(),
                source.toString(),
                scratch.toString());
        java.environment().put("LC_ALL", locale);
        return run(java);
    }

    private String run(ProcessBuilder command) throws IOException, InterruptedException {
        var output = Files.createTempFile(scratch, "output", ".txt");
        var process = command.directory(source.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as("%s", Files.readString(output, UTF_8)).isZero();
        return Files.readString(output, UTF_8);
    }
}
