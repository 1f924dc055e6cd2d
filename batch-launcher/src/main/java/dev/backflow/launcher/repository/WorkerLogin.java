package dev.backflow.launcher.repository;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The account of a job's worker processes in a PostgreSQL database.
 *
 * @param own whether the launcher made it up, so that it goes with the launcher, and workers can do without
 */
public record WorkerLogin(String user, String password, boolean own) {
    private static final int DIGITS = 12;

    /** An account that workers read from a secret, whoever starts them. */
    public static WorkerLogin ofSecret(String user, String password) {
        return new WorkerLogin(user, password, false);
    }

    /** With a password of this start. Accounts belong to a whole server, so that its name tells job and database. */
    static WorkerLogin own(String job, String url, Secrets secrets) {
        return new WorkerLogin("backflow_worker_" + digits(job + "\n" + url), secrets.next(), true);
    }

    private static String digits(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user;
    }
}
