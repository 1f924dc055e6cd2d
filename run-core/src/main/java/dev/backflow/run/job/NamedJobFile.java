package dev.backflow.run.job;

/** A job file that has been read, with its name and the places of its keys for problems found later. */
public final class NamedJobFile {
    private final String name;
    private final JobFile file;
    private final KeyValues places;

    NamedJobFile(String name, JobFile file, KeyValues places) {
        this.name = name;
        this.file = file;
        this.places = places;
    }

    /** The job's name: its file's name without the extension. */
    public String name() {
        return name;
    }

    public JobFile file() {
        return file;
    }

    /**
     * A fault that was found after reading, for example by opening the hook jar.
     *
     * @param key dotted, for example {@code hook.jar}; a key that was left out stands for the start of the file
     * @param what the fault without a full stop
     * @param remedy one or more full sentences
     */
    public Problem problem(String key, String what, String remedy) {
        Place place = places.place(key);
        return new Problem(what, place.text(), remedy, place.kind());
    }
}
