package dev.backflow.launcher.sandbox;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;

/**
 * A Java program that {@link ProcessTaskLauncher} can start: an executable jar, or a main class on a class path, which
 * is how a program runs that is not packed yet.
 */
public final class ProgramResource extends AbstractResource {
    private final List<String> words;

    private ProgramResource(List<String> words) {
        this.words = words;
    }

    /** A jar whose manifest names its main class. */
    public static ProgramResource jar(Path jar) {
        return new ProgramResource(List.of("-jar", jar.toAbsolutePath().toString()));
    }

    /**
     * A main class that is not packed in a jar.
     *
     * @param classPath as for {@code java -cp}; relative entries are taken from this process's working directory
     */
    public static ProgramResource mainClass(String classPath, String mainClass) {
        String absolute = Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        return new ProgramResource(List.of("-cp", absolute, mainClass));
    }

    /**
     * The program that a JVM with this class path runs: the jar, when it was started by {@code java -jar}; else the
     * class.
     *
     * @param classPath the system property {@code java.class.path} of that JVM
     */
    public static ProgramResource running(String classPath, Class<?> mainClass) {
        File only = new File(classPath);
        return only.isFile() && isExecutable(only) ? jar(only.toPath()) : mainClass(classPath, mainClass.getName());
    }

    /** @throws IllegalArgumentException if the resource is neither a program nor a file */
    static ProgramResource of(Resource resource) {
        if (resource instanceof ProgramResource program) {
            return program;
        }
        try {
            if (resource.isFile() && resource.exists()) {
                return jar(resource.getFile().toPath());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException("%s is not a file of this machine".formatted(resource.getDescription()));
    }

    /** The words of the command that name the program, after {@code java} and its options. */
    List<String> words() {
        return words;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public String getDescription() {
        return "program [" + String.join(" ", words) + "]";
    }

    @Override
    public InputStream getInputStream() throws IOException {
        throw new FileNotFoundException(getDescription() + " is for starting, not for reading");
    }

    private static boolean isExecutable(File file) {
        try (JarFile jar = new JarFile(file)) {
            var manifest = jar.getManifest();
            return manifest != null && manifest.getMainAttributes().containsKey(Attributes.Name.MAIN_CLASS);
        } catch (IOException e) {
            return false;
        }
    }
}
