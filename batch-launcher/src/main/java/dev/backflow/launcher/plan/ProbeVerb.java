package dev.backflow.launcher.plan;

import dev.backflow.engine.HookInspection;
import dev.backflow.engine.HookJarException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The other end of {@link HookProbe}: looks at a hook in this JVM, which may not survive it. */
public final class ProbeVerb {
    private final InputStream in;
    private final PrintStream out;
    private final Runnable starterGone;

    /**
     * @param in where the question comes from
     * @param out where the answer goes, and what the hook prints too
     * @param starterGone what to do when nobody waits for the answer any more, on a thread of its own
     */
    public ProbeVerb(InputStream in, PrintStream out, Runnable starterGone) {
        this.in = in;
        this.out = out;
        this.starterGone = starterGone;
    }

    /** Answers the one question, in one line. */
    public void run() throws IOException {
        var question = ProbeQuestion.read(in);
        StarterWatch.start(in, starterGone);
        var found = look(question);
        // The hook may have left a line unfinished.
        out.println();
        out.println(ProbeAnswer.line(question.word(), found));
        out.flush();
    }

    private static ProbedHook look(ProbeQuestion question) {
        var jar = Path.of(question.jar());
        try {
            var hook = HookInspection.of(jar, question.className(), question.settings());
            return new ProbedHook(
                    hook.className(),
                    sha256(jar),
                    hook.steps().stream()
                            .map(step -> new ProbedHook.Step(
                                    step.name(), step.limit().toMillis()))
                            .toList(),
                    hook.warnings(),
                    List.of());
        } catch (HookJarException e) {
            return ProbedHook.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable String sha256(Path jar) {
        try (var bytes = new DigestInputStream(Files.newInputStream(jar), MessageDigest.getInstance("SHA-256"))) {
            bytes.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
        } catch (IOException e) {
            return null;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
