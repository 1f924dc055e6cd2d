package dev.backflow.run.job;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads job files strictly. Every fault of a file, and of the options that override it, is reported at once. */
public final class JobFileParser {
    private final Path workingFolder;

    /**
     * Makes a parser.
     *
     * @param workingFolder where relative paths given on the command line start; those of a file start at its folder
     */
    public JobFileParser(Path workingFolder) {
        this.workingFolder = workingFolder.toAbsolutePath();
    }

    /**
     * Reads a job file without looking at the files and folders that it names.
     *
     * @param file as the user typed or would type it: problems name it so
     * @param overrides values that replace those of the file
     * @throws InvalidJobFileException with every fault of the file and the overrides
     */
    public NamedJobFile parse(String name, Path file, List<SettingOverride> overrides) {
        return read(name, file, overrides, false);
    }

    /**
     * Reads a job file and checks that what it names is there, as {@link JobFileChecks} says.
     *
     * @throws InvalidJobFileException with every fault of both kinds: a key with a fault does not hide that another
     *     one names a folder that is missing
     */
    public NamedJobFile parseAndCheck(String name, Path file, List<SettingOverride> overrides) {
        return read(name, file, overrides, true);
    }

    private NamedJobFile read(String name, Path file, List<SettingOverride> overrides, boolean check) {
        JobName.check(name);
        var faults = new Faults();
        var found = new KeyValues(file.toString());
        JobFile job = bound(file, overrides, found, faults);
        new CloudRules(found, faults).check();
        if (check) {
            new JobFileChecks(found, faults).run();
        }
        faults.throwIfAny();
        if (job == null) {
            throw new IllegalStateException("no job and no fault in " + file);
        }
        return new NamedJobFile(name, job, found);
    }

    private @Nullable JobFile bound(Path file, List<SettingOverride> overrides, KeyValues found, Faults faults) {
        Value root = value(file, faults);
        if (root == null) {
            return null;
        }
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent() == null ? absolute : absolute.getParent();
        Value overlaid = new Overlay(faults).over(root, overrides);
        return new RecordBinder(found).bind(JobFile.class, overlaid, new Reading("", folder, workingFolder, faults));
    }

    static @Nullable Value value(Path file, Faults faults) {
        String text = new JobFileText(file, faults).read();
        return text == null ? null : new YamlReader(file.toString(), text, faults).read();
    }
}
