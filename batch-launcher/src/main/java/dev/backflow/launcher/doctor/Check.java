package dev.backflow.launcher.doctor;

import dev.backflow.launcher.run.ExitCode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a run needs, looked at.
 *
 * @param subject what was looked at
 * @param fault what a run would end with because of it; null if it is as it should be
 * @param words what was found, or else what is wrong and what to do
 */
public record Check(String subject, @Nullable ExitCode fault, String words) {
    public static Check fine(String subject, String words) {
        return new Check(subject, null, words);
    }

    public boolean isFine() {
        return fault == null;
    }

    /** What all of them together come to: the highest of the exit codes, because what is wrong here comes first. */
    public static ExitCode worst(List<Check> checks) {
        return checks.stream()
                .map(Check::fault)
                .filter(Objects::nonNull)
                .max(Comparator.comparingInt(ExitCode::number))
                .orElse(ExitCode.DONE);
    }
}
