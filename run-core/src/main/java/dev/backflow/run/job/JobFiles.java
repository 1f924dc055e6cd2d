package dev.backflow.run.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder of job files: {@code NAME.yaml} or {@code NAME.yml} is the job NAME, everything else is ignored. */
public final class JobFiles {
    private final Path folder;

    /**
     * Looks into a folder of job files.
     *
     * @param folder as the user typed it: problems name files below it so
     */
    public JobFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * The file of a job.
     *
     * @throws InvalidJobFileException if the name cannot be one, if no file has it (the nearest job is offered), or if
     *     two files have it
     * @throws UncheckedIOException if the folder exists and cannot be listed
     */
    public Path find(String name) {
        JobName.check(name);
        Map<String, Path> files = files();
        Path yaml = files.get(name + ".yaml");
        Path yml = files.get(name + ".yml");
        if (yaml != null && yml != null) {
            throw wrong(name, "Job %s has two files, %s and %s".formatted(name, yaml, yml), "Remove one of them.");
        }
        Path file = yaml != null ? yaml : yml;
        if (file == null) {
            throw wrong(name, "There is no job " + name + " in " + folder, remedy(name));
        }
        return file;
    }

    /**
     * Every job by name, with its description; none if the folder does not exist.
     *
     * @throws UncheckedIOException if the folder exists and cannot be listed
     */
    public List<JobEntry> list() {
        return files().values().stream()
                .map(file -> new JobEntry(jobName(file), file, description(file)))
                .toList();
    }

    private Map<String, Path> files() {
        Map<String, Path> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> listed = Files.list(folder)) {
            listed.filter(JobFiles::isJob).forEach(file -> files.put(fileName(file), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static boolean isJob(Path file) {
        return fileName(file).matches(".*\\.ya?ml") && JobName.isValid(jobName(file)) && Files.isRegularFile(file);
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String jobName(Path file) {
        return fileName(file).replaceFirst("\\.ya?ml$", "");
    }

    private static String description(Path file) {
        var faults = new Faults();
        Value root = JobFileParser.value(file, faults);
        if (root == null) {
            return "(cannot be read: " + faults.problems().get(0) + ")";
        }
        Value.Entry entry = root instanceof Value.Mapping mapping ? mapping.entry("description") : null;
        if (entry == null || !(entry.value() instanceof Scalar scalar) || scalar.isEmpty()) {
            return "";
        }
        return Quoted.oneLine(scalar.text().strip(), 200);
    }

    private String remedy(String name) {
        List<String> names = files().values().stream().map(JobFiles::jobName).toList();
        String near = Spelling.nearest(name, names);
        if (near != null) {
            return "Did you mean --job=%s?".formatted(near);
        }
        return names.isEmpty()
                ? "Write %s, or name the folder of job files with --jobs-dir.".formatted(folder.resolve(name + ".yaml"))
                : "Jobs here: " + String.join(", ", names) + ".";
    }

    private static InvalidJobFileException wrong(String name, String what, String remedy) {
        return new InvalidJobFileException(
                List.of(new Problem(what, JobName.option(name), remedy, Problem.Kind.COMMAND_LINE)));
    }
}
