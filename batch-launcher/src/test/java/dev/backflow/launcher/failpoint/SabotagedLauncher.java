package dev.backflow.launcher.failpoint;

import dev.backflow.run.failpoint.FailpointProvider;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** A copy of the launcher's jar with a provider of failpoints in it. Its workers are started from the same copy. */
public final class SabotagedLauncher {
    private SabotagedLauncher() {}

    /** Makes the copy; a tenth of a second. */
    public static Path copy(Path launcher, Path copy) throws IOException {
        Files.copy(launcher, copy, StandardCopyOption.REPLACE_EXISTING);
        try (var jar = FileSystems.newFileSystem(copy, Map.of())) {
            Path root = jar.getPath("BOOT-INF/classes");
            Path services = Files.createDirectories(root.resolve("META-INF/services"));
            Files.writeString(services.resolve(FailpointProvider.class.getName()), ArmedFailpoints.class.getName());
            for (Class<?> each : new Class<?>[] {
                ArmedFailpoints.class, ArmedPoint.class, ArmedPoint.PointHit.class, Fault.class, FailpointRecord.class
            }) {
                String name = each.getName().replace('.', '/') + ".class";
                Path target = root.resolve(name);
                Files.createDirectories(target.resolveSibling(""));
                Files.copy(classes(each).resolve(name), target);
            }
        }
        return copy;
    }

    private static Path classes(Class<?> each) {
        try {
            return Path.of(
                    each.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
