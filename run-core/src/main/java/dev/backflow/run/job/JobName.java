package dev.backflow.run.job;

import java.util.List;
import java.util.regex.Pattern;

/** What a job may be called: its name becomes the name of files and folders. */
final class JobName {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private JobName() {}

    static boolean isValid(String name) {
        return VALID.matcher(name).matches() && !name.contains("..");
    }

    static void check(String name) {
        if (!isValid(name)) {
            throw new InvalidJobFileException(List.of(new Problem(
                    Quoted.of(name) + " is not a job name",
                    option(name),
                    "Use 1 to 64 letters, digits, dots, dashes and underscores; begin with a letter or a digit, and do"
                            + " not put two dots together.",
                    Problem.Kind.COMMAND_LINE)));
        }
    }

    /** How problems name the option that chose the job. */
    static String option(String name) {
        return "--job=" + Quoted.oneLine(name, 64);
    }
}
