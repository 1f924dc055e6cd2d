package dev.backflow.run.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the files and folders that a job file names: the hook jar and the password file can be read, the source is
 * a folder that can be read, results are apart from it and can be written. Nothing is made or changed.
 *
 * <p>What is right here can be wrong a moment later; this finds mistakes early, it guarantees nothing.
 */
final class JobFileChecks {
    private static final String HOOK_JAR = "hook.jar";
    private static final String SOURCE = "source";
    private static final String RESULTS = "results";

    private final KeyValues found;
    private final Faults faults;

    JobFileChecks(KeyValues found, Faults faults) {
        this.found = found;
        this.faults = faults;
    }

    void run() {
        for (String key : List.of(HOOK_JAR, "repository.password-file")) {
            checkFile(key, found.value(key, Path.class));
        }
        Folder source = folder(SOURCE);
        Folder results = folder(RESULTS);
        if (source != null) {
            checkSource(source.path());
        }
        if (results != null) {
            checkResults(results.path());
        }
        if (source != null && results != null) {
            checkApart(source.path(), results.path());
        }
    }

    /** The folder that a key names; what is in S3 is looked at later, by those who can reach it. */
    private @Nullable Folder folder(String key) {
        return found.value(key, Location.class) instanceof Folder folder ? folder : null;
    }

    private void checkFile(String key, @Nullable Path file) {
        if (file == null) {
            return;
        }
        if (!Files.exists(file)) {
            add(key, "is not there: " + file, remedy(key));
        } else if (!Files.isRegularFile(file)) {
            add(key, "is not a file: " + file, "Name a file.");
        } else if (!Files.isReadable(file)) {
            add(key, "may not be read: " + file, "Give this user permission to read it.");
        }
    }

    private static String remedy(String key) {
        return key.equals(HOOK_JAR)
                ? "Check the path; a hook that is part of a project must be built first."
                : "Check the path.";
    }

    private void checkSource(Path folder) {
        if (Files.notExists(folder)) {
            add(SOURCE, "is not there: " + folder, "Check the path.", Problem.Kind.SOURCE_NOT_READABLE);
        } else if (Files.exists(folder) && !Files.isDirectory(folder)) {
            add(SOURCE, "is not a folder: " + folder, "Name a folder.", Problem.Kind.SOURCE_NOT_READABLE);
        } else if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
            add(
                    SOURCE,
                    "may not be read: " + folder,
                    "Give this user permission to list and read it, and to pass the folders above it.",
                    Problem.Kind.SOURCE_NOT_PERMITTED);
        }
    }

    private void checkResults(Path folder) {
        Path existing = existing(folder);
        if (!Files.isDirectory(existing)) {
            add(RESULTS, "cannot be a folder, because this is a file: " + existing, "Name another folder.");
        } else if (!Files.isWritable(existing)) {
            add(RESULTS, "may not be written: " + existing, "Give this user permission, or name another folder.");
        }
    }

    private void checkApart(Path source, Path results) {
        Path realSource = real(source);
        Path realResults = real(results);
        if (realResults.equals(realSource)) {
            add(RESULTS, "and source are the same folder: " + source, "Name another folder for results.");
        } else if (realResults.startsWith(realSource)) {
            add(RESULTS, "is inside the source: " + results, "Name a folder outside, or results become documents.");
        } else if (realSource.startsWith(realResults)) {
            add(RESULTS, "holds the source: " + results, "Name a folder that does not hold the documents.");
        }
    }

    /** The path without symbolic links, as far as it exists: two names of one folder must not pass as two folders. */
    private static Path real(Path path) {
        Path existing = existing(path);
        try {
            return existing.toRealPath().resolve(existing.relativize(path)).normalize();
        } catch (IOException e) {
            return path;
        }
    }

    private static Path existing(Path path) {
        Path existing = path;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing;
    }

    private void add(String key, String what, String remedy) {
        add(key, what, remedy, found.place(key).kind());
    }

    private void add(String key, String what, String remedy, Problem.Kind kind) {
        faults.add(found.place(key), key + " " + Quoted.oneLine(what, 400), remedy, kind);
    }
}
