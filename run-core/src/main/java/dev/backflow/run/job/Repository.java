package dev.backflow.run.job;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL database that keeps the ledger of runs, in place of the embedded one.
 *
 * @param url never holds a password
 * @param passwordFile absolute and normalized; null when the password comes from the environment
 * @param workerSecret an ARN; null when workers are on this machine
 */
public record Repository(
        @Description("The database, as jdbc:postgresql://HOST:PORT/NAME. It never holds a user or a password.")
        @Matching(
                pattern = Repository.URL_PATTERN,
                remedy = "Write jdbc:postgresql://HOST:PORT/NAME without user and password: the user belongs in"
                        + " repository.user, the password in a file named by repository.password-file or in the"
                        + " environment variable BACKFLOW_REPOSITORY_PASSWORD.",
                secret = true)
        String url,

        @Description("The database user.")
        @Matching(pattern = Repository.USER_PATTERN, remedy = "Write the name of a database user.")
        String user,

        @Description("A file that holds the password and nothing else. When absent, the environment variable"
                + " BACKFLOW_REPOSITORY_PASSWORD is used.")
        @Nullable
        Path passwordFile,

        @Description("The secret of AWS Secrets Manager, by its ARN, that workers on Fargate read user and password"
                + " from.")
        @Matching(
                pattern = Repository.SECRET_PATTERN,
                remedy = "Write the ARN of a secret: arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME.")
        @Nullable
        String workerSecret) {
    static final String URL_PATTERN =
            "^jdbc:postgresql://(?!\\S*[Pp][Aa][Ss][Ss][Ww][Oo][Rr][Dd]=)(?!\\S*[?&][Uu][Ss][Ee][Rr]=)[^@\\s]+$";
    static final String SECRET_PATTERN =
            "^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+$";
    static final String USER_PATTERN = "^\\S+$";

    public Repository {
        if (!url.matches(URL_PATTERN)) {
            throw new IllegalArgumentException("the repository's URL is not jdbc:postgresql:// or carries credentials");
        }
        if (!user.matches(USER_PATTERN)) {
            throw new IllegalArgumentException("not a database user: " + user);
        }
        if (workerSecret != null && !workerSecret.matches(SECRET_PATTERN)) {
            throw new IllegalArgumentException("not the ARN of a secret: " + workerSecret);
        }
        passwordFile =
                passwordFile == null ? null : passwordFile.toAbsolutePath().normalize();
    }
}
