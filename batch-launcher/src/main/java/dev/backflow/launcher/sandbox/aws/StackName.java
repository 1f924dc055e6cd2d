package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.job.Aws;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of a run's stack: {@code backflow-JOB-rN}, made to fit what stacks and schedules may be called. Where that takes
 * away something of the job's name, and on another base than the usual one, a hash of base and job tells it from others.
 */
final class StackName {
    static final String PREFIX = "backflow-";

    /** A schedule's name has at most 64 characters (source: EventBridge Scheduler API reference, CreateSchedule). */
    static final int LONGEST = 64;

    private static final int HASH = 8;

    private StackName() {}

    static String of(String base, String job, int run) {
        String end = "-r" + run;
        String clean = job.replaceAll("[^A-Za-z0-9-]", "-");
        int room = LONGEST - PREFIX.length() - end.length();
        if (clean.equals(job) && clean.length() <= room && base.equals(Aws.DEFAULT_BASE)) {
            return PREFIX + clean + end;
        }
        String hash = "-" + hash(base + "/" + job, HASH);
        String kept = clean.substring(0, Math.min(clean.length(), room - hash.length()));
        return PREFIX + kept + hash + end;
    }

    /** @param length at most 64 */
    static String hash(String text, int length) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
