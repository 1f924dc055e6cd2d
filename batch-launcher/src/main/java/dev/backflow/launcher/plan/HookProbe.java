package dev.backflow.launcher.plan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads a hook in a JVM of its own and tells what was found, so that a hook that hangs, exits or takes all memory when it
 * is made hurts nobody.
 */
public final class HookProbe {
    /** How long a hook may take to be made. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    /** The hidden verb of the launcher that answers. */
    public static final String VERB = "probe";

    private static final List<String> OPTIONS = List.of(
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Djdk.serialFilter=!*");
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final LauncherProcess launcher;
    private final Supplier<String> words;
    private final Duration limit;

    /**
     * @param launcher starts the probe
     * @param words makes a word that nobody can guess, for each probe another
     * @param limit how long a hook may take to be made, the start of the JVM included
     */
    public HookProbe(LauncherProcess launcher, Supplier<String> words, Duration limit) {
        this.launcher = launcher;
        this.words = words;
        this.limit = limit;
    }

    /**
     * Looks at a hook jar.
     *
     * @param jar the jar, which need not exist
     * @param className the hook's class, or null when the jar names it
     * @param settings {@code hook.settings} of the job file
     * @return what was found, or what is wrong; never throws for what a jar does
     */
    public ProbedHook probe(Path jar, @Nullable String className, Map<String, Object> settings)
            throws InterruptedException {
        var question = ProbeQuestion.of(words.get(), jar, className, settings);
        Process process;
        try {
            var builder = new ProcessBuilder(launcher.command(OPTIONS, List.of(VERB))).redirectErrorStream(true);
            // Else a JVM started by a scheduler cannot open a jar whose path is not ASCII.
            builder.environment().put("LC_ALL", "C.UTF-8");
            process = builder.start();
        } catch (IOException e) {
            return ProbedHook.wrong(
                    "The JVM that looks at the hook cannot be started (%s). Try again when the machine is less busy."
                            .formatted(e.getMessage()));
        }
        try {
            ask(process, question);
            return answer(process, question.word(), jar);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void ask(Process process, ProbeQuestion question) {
        try {
            // It stays open until the end: the probe ends with this JVM, however this JVM ends.
            var in = process.getOutputStream();
            in.write(question.line());
            in.flush();
        } catch (IOException e) {
            // It ended before it was asked; how it ended is told by its exit code and its last words.
        }
    }

    private ProbedHook answer(Process process, String word, Path jar) throws InterruptedException {
        var listener = new Listener(process, word);
        var thread = new Thread(listener, "hook-probe");
        thread.setDaemon(true);
        thread.start();
        var ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        // A grandchild may hold the pipe open for ever.
        thread.join(LAST_WORDS.toMillis());
        var found = listener.answer;
        if (found != null) {
            return found;
        }
        return ProbedHook.wrong(
                ended
                        ? "%s: loading the hook ended its JVM with exit code %d%s. A hook's static code and constructor may not exit."
                                .formatted(jar, process.exitValue(), listener.lastWords())
                        : "%s: the hook was not ready within %d seconds. Its static code, constructor and steps() must return soon."
                                .formatted(jar, limit.toSeconds()));
    }

    /** Reads all that the probe prints, so that it never waits for room, and keeps the answer and the last line. */
    private static final class Listener implements Runnable {
        private static final int KEPT = 300;

        private final Process process;
        private final String word;
        private volatile @Nullable ProbedHook answer;
        private volatile String last = "";

        Listener(Process process, String word) {
            this.process = process;
            this.word = word;
        }

        @Override
        public void run() {
            try (var lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    var parsed = ProbeAnswer.parse(word, line);
                    if (parsed != null) {
                        answer = parsed;
                    } else if (!line.isBlank()) {
                        last = line.substring(0, Math.min(line.length(), KEPT));
                    }
                }
            } catch (IOException closed) {
                // The process was ended; what it said before counts.
            }
        }

        String lastWords() {
            return last.isEmpty() ? "" : " after printing \"" + last.replace("\"", "'") + "\"";
        }
    }
}
