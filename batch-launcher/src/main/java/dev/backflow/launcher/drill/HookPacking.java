package dev.backflow.launcher.drill;

import dev.backflow.hook.Hook;
import dev.backflow.launcher.drill.hook.DrillHook;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Packs the drill's hook, a class of the launcher, into a hook jar. */
final class HookPacking {
    private HookPacking() {}

    static void write(Path jar) throws IOException {
        Class<?> hook = DrillHook.class;
        try (var zip = new JarOutputStream(Files.newOutputStream(jar));
                InputStream bytes = hook.getResourceAsStream(hook.getSimpleName() + ".class")) {
            if (bytes == null) {
                throw new FileNotFoundException("the class file of " + hook.getName());
            }
            add(zip, "META-INF/services/" + Hook.class.getName(), hook.getName().getBytes(StandardCharsets.UTF_8));
            add(zip, hook.getName().replace('.', '/') + ".class", bytes.readAllBytes());
        }
    }

    private static void add(JarOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new JarEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
