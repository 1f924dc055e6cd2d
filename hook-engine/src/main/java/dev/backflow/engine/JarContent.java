package dev.backflow.engine;

import dev.backflow.hook.Hook;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a jar says about itself before any of its code runs: which hooks it names, and what looks wrong. A class loader
 * would pass over a broken jar in silence, so the jar is opened here first.
 */
record JarContent(Path jar, URL url, List<String> named, boolean isBootJar, List<String> warnings) {
    private static final String SERVICE = "META-INF/services/" + Hook.class.getName();
    private static final int MAX_SERVICE_BYTES = 64 * 1024;

    static JarContent read(Path jar) {
        Path path = jar.toAbsolutePath().normalize();
        requireFile(path);
        try (JarFile file = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
            return new JarContent(
                    path,
                    path.toUri().toURL(),
                    named(file),
                    file.getEntry("BOOT-INF/classes/") != null,
                    warnings(file));
        } catch (MalformedURLException e) {
            throw new HookJarException("the path of the hook jar is not usable", path.toString(), "Move it.", e);
        } catch (IOException | SecurityException | IllegalArgumentException e) {
            throw new HookJarException(
                    "the hook jar is not a jar, or is damaged: %s".formatted(e.getMessage()),
                    path.toString(),
                    "Build or copy it again.",
                    e);
        }
    }

    String where() {
        return jar.toString();
    }

    /** The one class that the jar names. */
    String hookClass() {
        if (named.size() == 1) {
            return named.get(0);
        }
        if (named.isEmpty()) {
            throw new HookJarException(
                    "the jar names no hook",
                    where(),
                    "Set hook.class in the job file, or add %s to the jar.".formatted(SERVICE) + bootRemedy());
        }
        throw new HookJarException(
                "the jar names %d hooks: %s".formatted(named.size(), String.join(", ", named)),
                where(),
                "Set hook.class in the job file to one of them.");
    }

    HookJarException noClass(String name, ClassNotFoundException cause) {
        if (cause.getCause() != null) {
            return new HookJarException(
                    "the class %s cannot be read from the jar: %s"
                            .formatted(name, cause.getCause().getMessage()),
                    where(),
                    "Build or copy the jar again.",
                    cause);
        }
        String known = named.isEmpty() ? "" : " The jar names %s.".formatted(OneLine.of(String.join(", ", named)));
        return new HookJarException(
                "the jar has no class %s".formatted(name),
                where(),
                "Correct hook.class in the job file, or the jar.%s%s".formatted(known, bootRemedy()),
                cause);
    }

    private String bootRemedy() {
        return isBootJar
                ? " This is a Spring Boot executable jar, whose classes no hook can use: pack a plain uber jar."
                : "";
    }

    private static void requireFile(Path path) {
        String where = path.toString();
        if (!Files.exists(path)) {
            throw new HookJarException(
                    "the hook jar does not exist", where, "Build it, or correct hook.jar in the job file.");
        }
        if (!Files.isRegularFile(path)) {
            throw new HookJarException("the hook jar is not a file", where, "Name the jar itself in hook.jar.");
        }
        if (!Files.isReadable(path)) {
            throw new HookJarException("the hook jar cannot be read", where, "Give this user the right to read it.");
        }
        if (new File(where).length() == 0) {
            throw new HookJarException("the hook jar is empty", where, "Build or copy it again.");
        }
    }

    private static List<String> named(JarFile file) throws IOException {
        ZipEntry entry = file.getEntry(SERVICE);
        if (entry == null) {
            return List.of();
        }
        try (InputStream in = file.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MAX_SERVICE_BYTES + 1);
            if (bytes.length > MAX_SERVICE_BYTES) {
                throw new IOException("%s is larger than %d bytes".formatted(SERVICE, MAX_SERVICE_BYTES));
            }
            Set<String> names = new LinkedHashSet<>();
            new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(names::add);
            return List.copyOf(names);
        }
    }

    private static List<String> warnings(JarFile file) throws IOException {
        List<String> warnings = new ArrayList<>();
        if (file.getEntry(Hook.class.getName().replace('.', '/') + ".class") != null) {
            warnings.add("The jar carries its own copy of the hook API, which is not used."
                    + " Give hook-api the scope 'provided'.");
        }
        Manifest manifest = file.getManifest();
        if (manifest != null && manifest.getMainAttributes().containsKey(Attributes.Name.CLASS_PATH)) {
            warnings.add("The manifest names further jars in Class-Path, which a run neither pins nor ships."
                    + " Pack them into the jar.");
        }
        return List.copyOf(warnings);
    }
}
