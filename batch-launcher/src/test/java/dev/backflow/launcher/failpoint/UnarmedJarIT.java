package dev.backflow.launcher.failpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.failpoint.FailpointProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody can make a shipped launcher fail: there is nothing in it that listens at failpoints. */
class UnarmedJarIT {
    private static final Path JAR = Path.of("target", "launcher.jar").toAbsolutePath();

    private final Path folder;

    UnarmedJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shipsNoProviderNotEvenInsideTheJarsThatItHolds() throws IOException {
        assertThat(entries(JAR))
                .filteredOn(name -> name.endsWith("/Failpoint.class"))
                .as("the points themselves, as a sign that the jar is read to its leaves")
                .hasSize(1);

        assertThat(providers(JAR)).isEmpty();
    }

    @Test
    void seesTheProviderOfACopyThatHasOne() throws IOException {
        Path copy = SabotagedLauncher.copy(JAR, folder.resolve("launcher.jar"));

        assertThat(providers(copy)).isNotEmpty();
    }

    private static List<String> providers(Path jar) throws IOException {
        return entries(jar).stream()
                .filter(name -> name.endsWith("META-INF/services/" + FailpointProvider.class.getName())
                        || name.contains(ArmedFailpoints.class.getSimpleName()))
                .toList();
    }

    /** The names of all entries, and of those of the jars among them. */
    private static List<String> entries(Path jar) throws IOException {
        var names = new ArrayList<String>();
        try (var in = Files.newInputStream(jar)) {
            collect(in, names);
        }
        return names;
    }

    private static void collect(InputStream jar, List<String> names) throws IOException {
        var entries = new ZipInputStream(jar);
        for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            names.add(entry.getName());
            if (entry.getName().endsWith(".jar")) {
                collect(entries, names);
            }
        }
    }
}
