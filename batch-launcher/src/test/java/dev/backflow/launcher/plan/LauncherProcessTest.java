package dev.backflow.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherProcessTest {
    private final Path folder;

    LauncherProcessTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void startsTheLauncherFromItsJar() throws IOException {
        var jar = jar("Start-Class", "dev.backflow.launcher.Launcher");

        assertThat(command(jar.toString()))
                .containsExactly("/java/bin/java", "-Xss1m", "-jar", jar.toString(), "probe");
    }

    @Test
    void startsTheLauncherFromAnUnpackedJar() throws IOException {
        var jar = jar("Main-Class", "dev.backflow.launcher.Launcher");

        assertThat(command(jar.toString())).contains("-jar");
    }

    @Test
    void startsTheLauncherFromAClassPath() {
        assertThat(command("a:b"))
                .containsExactly("/java/bin/java", "-Xss1m", "-cp", "a:b", "dev.backflow.launcher.Launcher", "probe");
    }

    @Test
    void doesNotTakeAnotherProgramsJarForItsOwn() throws IOException {
        assertThat(command(jar("Main-Class", "org.example.Tests").toString())).contains("-cp");
    }

    @Test
    void doesNotTakeADamagedJarForItsOwn() throws IOException {
        var jar = Files.writeString(folder.resolve("damaged.jar"), "no zip");

        assertThat(command(jar.toString())).contains("-cp");
    }

    private static List<String> command(String classPath) {
        return new LauncherProcess(Path.of("/java"), classPath).command(List.of("-Xss1m"), List.of("probe"));
    }

    private Path jar(String attribute, String value) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name(attribute), value);
        var jar = folder.resolve("program.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }
}
