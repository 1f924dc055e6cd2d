package dev.backflow.launcher.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProcessRecordTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ProcessRecord RECORD = new ProcessRecord("worker-1", 4711, START, "/jdk/bin/java");

    @Test
    void knowsItsProcessByItsMarkWhenTheClockWasSet() {
        var process = seen("/jdk/bin/java", START.plus(Duration.ofHours(1)), ProcessRecord.mark("worker-1"), "-jar");

        assertThat(RECORD.isOf(process)).isTrue();
    }

    @Test
    void isNotOfAProcessWithAnotherMark() {
        var process = seen("/jdk/bin/java", START, ProcessRecord.mark("worker-11"));

        assertThat(RECORD.isOf(process)).isFalse();
    }

    @Test
    void isNotOfAnotherExecutable() {
        var process = seen("/usr/bin/vi", START, ProcessRecord.mark("worker-1"));

        assertThat(RECORD.isOf(process)).isFalse();
    }

    @Test
    void goesByTheStartWhereArgumentsAreHidden() {
        assertThat(RECORD.isOf(seen("/jdk/bin/java", START.minusSeconds(1)))).isTrue();
        assertThat(RECORD.isOf(seen("/jdk/bin/java", START.plusSeconds(3)))).isFalse();
        assertThat(RECORD.isOf(seen("/jdk/bin/java", START.minusSeconds(3)))).isFalse();
    }

    @Test
    void isOfNothingWhereTheSystemTellsNothing() {
        var unseen = new ProcessRecord("worker-1", 4711, null, null);

        assertThat(unseen.isOf(seen(null, null))).isFalse();
        assertThat(RECORD.isOf(seen("/jdk/bin/java", null))).isFalse();
    }

    @Test
    void findsNothingUnderAPidThatNobodyHas() {
        assertThat(new ProcessRecord("worker-1", Long.MAX_VALUE, START, "/jdk/bin/java").living())
                .isEmpty();
    }

    private static Seen seen(@Nullable String path, @Nullable Instant start, String... words) {
        return new Seen(path, start, List.of(words));
    }

    /** A process as the system shows it; without arguments these are hidden. */
    private record Seen(@Nullable String path, @Nullable Instant start, List<String> words)
            implements ProcessHandle.Info {
        @Override
        public Optional<String> command() {
            return Optional.ofNullable(path);
        }

        @Override
        public Optional<String> commandLine() {
            return Optional.empty();
        }

        @Override
        public Optional<String[]> arguments() {
            return words.isEmpty() ? Optional.empty() : Optional.of(words.toArray(String[]::new));
        }

        @Override
        public Optional<Instant> startInstant() {
            return Optional.ofNullable(start);
        }

        @Override
        public Optional<Duration> totalCpuDuration() {
            return Optional.empty();
        }

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }
    }
}
