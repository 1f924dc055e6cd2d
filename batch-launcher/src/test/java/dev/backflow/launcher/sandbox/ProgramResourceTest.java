package dev.backflow.launcher.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;

class ProgramResourceTest {
    private final Path folder;

    ProgramResourceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void startsTheJarThatThisJvmWasStartedFrom() {
        Path jar = SampleProgram.packInto(folder);

        var program = ProgramResource.running(jar.toString(), SampleProgram.class);

        assertThat(program.words()).containsExactly("-jar", jar.toString());
    }

    @Test
    void startsTheClassWhenTheOnlyJarCannotBeStarted() throws IOException {
        Path jar = folder.resolve("classes.jar");
        new JarOutputStream(Files.newOutputStream(jar), new Manifest()).close();

        var program = ProgramResource.running(jar.toString(), SampleProgram.class);

        assertThat(program.words()).containsExactly("-cp", jar.toString(), SampleProgram.class.getName());
    }

    @Test
    void takesRelativeEntriesFromTheWorkingDirectoryOfThisProcess() {
        String classPath = String.join(File.pathSeparator, "target/classes", "/lib/a.jar");

        var program = ProgramResource.running(classPath, SampleProgram.class);

        String absolute = Path.of("target/classes").toAbsolutePath() + File.pathSeparator + "/lib/a.jar";
        assertThat(program.words()).containsExactly("-cp", absolute, SampleProgram.class.getName());
    }

    @Test
    void takesAnyOtherFileForAJar() {
        Path jar = SampleProgram.packInto(folder);

        assertThat(ProgramResource.of(new FileSystemResource(jar)).words()).containsExactly("-jar", jar.toString());
    }

    @Test
    void refusesWhatIsNoFile() {
        var missing = new FileSystemResource(folder.resolve("missing.jar"));

        assertThatThrownBy(() -> ProgramResource.of(missing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.jar");
        assertThatThrownBy(() -> ProgramResource.of(new ByteArrayResource(new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
