package dev.backflow.run.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Finds out, by trying, whether the file system of the results folder keeps names apart. Done once for a run, so that
 * the launcher and all workers name results alike.
 */
public final class FileSystemProbe {
    private static final String UPPER_CASE = "A";
    private static final String COMPOSED = "\u00E9";
    private static final String DECOMPOSED = "e\u0301";

    private FileSystemProbe() {}

    /**
     * How a run's results in that folder are named; creates the folder, and leaves nothing else in it. It tries in a
     * folder among the files that the run stages, so that what a killed process leaves of it is swept with them.
     */
    public static ResultName resultNameIn(String job, Path results, int run) throws IOException {
        Path staging = Staging.folder(job, results, run);
        var folder = folderIn(staging);
        try {
            return new ResultName(folds(folder));
        } finally {
            Files.delete(folder);
            Staging.removeIfEmpty(staging);
        }
    }

    /** A folder of its own, as several workers look at once, and each removes what is empty when it is done. */
    private static Path folderIn(Path staging) throws IOException {
        while (true) {
            try {
                Files.createDirectories(staging);
                return Files.createTempDirectory(staging, "probe");
            } catch (NoSuchFileException e) {
                // Removed in between, by one that was done.
            }
        }
    }

    private static boolean folds(Path folder) throws IOException {
        return isKnownAs(folder, UPPER_CASE, "a")
                || cannotName(folder, COMPOSED)
                || isKnownAs(folder, COMPOSED, DECOMPOSED);
    }

    private static boolean isKnownAs(Path folder, String name, String other) throws IOException {
        var file = Files.createFile(folder.resolve(name));
        try {
            return Files.exists(folder.resolve(other)) || !isListedAs(folder, name);
        } finally {
            Files.delete(file);
        }
    }

    private static boolean isListedAs(Path folder, String name) throws IOException {
        try (var names = Files.list(folder)) {
            return names.anyMatch(path -> path.endsWith(name));
        }
    }

    /** A Java that was started in the C locale has no names beyond ASCII. */
    private static boolean cannotName(Path folder, String name) {
        try {
            return !folder.resolve(name).endsWith(name);
        } catch (InvalidPathException e) {
            return true;
        }
    }
}
