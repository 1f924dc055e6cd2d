package dev.backflow.run.job;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What is needed to read the value of one key. Relative paths of the job file start at its folder; those typed on the
 * command line start at the working folder, because a shell completes them from there.
 *
 * @param key dotted
 */
record Reading(String key, Path jobFolder, Path workingFolder, Faults faults) {
    Reading below(String name) {
        return new Reading(key.isEmpty() ? name : key + "." + name, jobFolder, workingFolder, faults);
    }

    Path resolve(String path, Place place) throws RefusedValueException {
        try {
            return (place.isCommandLine() ? workingFolder : jobFolder)
                    .resolve(path)
                    .toAbsolutePath()
                    .normalize();
        } catch (InvalidPathException e) {
            throw new RefusedValueException("Write a path that this system can have.");
        }
    }

    void refuse(Value value, boolean secret, String remedy) {
        String what = secret && value instanceof Scalar scalar && !scalar.isEmpty() ? "not acceptable" : value.shown();
        String name = key.isEmpty() ? "The job file" : Quoted.oneLine(key, 120);
        faults.add(value.place(), name + " is " + what, remedy);
    }
}
