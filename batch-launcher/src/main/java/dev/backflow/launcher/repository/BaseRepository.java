package dev.backflow.launcher.repository;

import org.jspecify.annotations.Nullable;

/** Finds the job repository that a base in AWS has, and who may use it; nothing of that is written to a disk. */
public interface BaseRepository {
    /**
     * How to reach it.
     *
     * @param url without user and password in it
     * @param user the owner of the tables
     */
    record Access(String url, String user, String password, WorkerLogin worker) {
        /** Without the passwords. */
        @Override
        public String toString() {
            return url + " as " + user;
        }
    }

    /**
     * Asks AWS.
     *
     * @param base name of the base's stack
     * @param region null for the environment's own
     */
    Access of(String base, @Nullable String region);

    /**
     * Reads the account of workers from a secret.
     *
     * @param secret its ARN
     * @param region null for the environment's own
     */
    WorkerLogin worker(String secret, @Nullable String region);

    /** For launchers that reach nothing in AWS. */
    static BaseRepository none() {
        return new BaseRepository() {
            @Override
            public Access of(String base, @Nullable String region) {
                throw new IllegalStateException("the base %s is not within reach here".formatted(base));
            }

            @Override
            public WorkerLogin worker(String secret, @Nullable String region) {
                throw new IllegalStateException("the secret %s is not within reach here".formatted(secret));
            }
        };
    }
}
