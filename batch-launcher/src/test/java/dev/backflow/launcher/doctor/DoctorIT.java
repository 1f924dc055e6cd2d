package dev.backflow.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.plan.HookProbe;
import dev.backflow.launcher.plan.LauncherProcess;
import dev.backflow.launcher.repository.BaseRepository;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.launcher.repository.Secrets;
import dev.backflow.launcher.repository.WorkerLogin;
import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.sandbox.aws.AwsCheck;
import dev.backflow.launcher.sandbox.aws.SandboxException;
import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.JobFileParser;
import dev.backflow.run.ledger.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database of a base is a real server here, and AWS is not asked. */
class DoctorIT {
    private static final String PASSWORD = "hunter2";
    private static final AwsCheck LOGIN = new AwsCheck(AwsCheck.JOB_REPOSITORY, null, "secret arn:owner");

    private final PostgresServer server = PostgresServer.shared();
    private final List<String> asked = new ArrayList<>();
    private final Path folder;

    DoctorIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void connectsToTheDatabaseOfTheBase() throws Exception {
        String url = server.url("postgres");

        assertThat(databaseChecks(url, PostgresServer.USER, LOGIN))
                .containsExactly(Check.fine("base database", url + " as postgres can be connected to"));
        assertThat(asked).containsExactly("mine in eu-west-1");
    }

    @Test
    void saysHowADatabaseIsReachedToWhichNoWayLeads() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertUnreachable("jdbc:postgresql://127.0.0.1:%d/backflow".formatted(port));
    }

    @Test
    void waitsNoLongerForAServerThatIsSilentThanIsSaid() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertUnreachable("jdbc:postgresql://127.0.0.1:%d/backflow?connectTimeout=1&loginTimeout=1"
                    .formatted(silent.getLocalPort()));
        }
    }

    private void assertUnreachable(String url) throws Exception {
        assertThat(databaseChecks(url, "backflow", LOGIN)).singleElement().satisfies(check -> {
            assertThat(check.fault()).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(check.words())
                    .startsWith("The database of the base mine cannot be used (")
                    .contains("VPN", "the parameter Access", "'The launcher, inside or outside' in docs/operating.md");
        });
    }

    @Test
    void tellsARefusedLoginFromAMissingWay() throws Exception {
        assertThat(databaseChecks(server.url("postgres"), "nobody_here", LOGIN))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.fault()).isEqualTo(ExitCode.UNAVAILABLE);
                    assertThat(check.words())
                            .contains("nobody_here", "owner secret")
                            .doesNotContain("VPN");
                });
    }

    @Test
    void reportsASecretThatCannotBeRead() throws Exception {
        assertThat(databaseChecks(null, "", LOGIN))
                .containsExactly(new Check("base database", ExitCode.NOT_PERMITTED, "The secret is not yours."));
    }

    @Test
    void doesNotTryWhatIsKnownToFail() throws Exception {
        var refused = new AwsCheck(
                AwsCheck.JOB_REPOSITORY, SandboxException.Kind.NOT_PERMITTED, "secretsmanager:GetSecretValue");

        assertThat(databaseChecks(server.url("postgres"), PostgresServer.USER, refused))
                .isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void leavesTheDatabaseAloneForAPlan() throws Exception {
        assertThat(doctor(server.url("postgres"), PostgresServer.USER, LOGIN).cloud(job()))
                .containsExactly(Check.fine(AwsCheck.JOB_REPOSITORY, "secret arn:owner"));
        assertThat(asked).isEmpty();
    }

    private List<Check> databaseChecks(@Nullable String url, String user, AwsCheck login) throws Exception {
        List<Check> checks = doctor(url, user, login).job(job());
        assertThat(checks.toString()).doesNotContain(PASSWORD);
        return checks.stream()
                .filter(check -> check.subject().equals("base database"))
                .toList();
    }

    private Doctor doctor(@Nullable String url, String user, AwsCheck login) {
        var probe = new HookProbe(LauncherProcess.ofThisJvm(), () -> "word", HookProbe.LIMIT);
        var repositories = new Repositories(Secrets.random(), Map.of(), new Bases(url, user));
        return new Doctor(probe, repositories, job -> List.of(login));
    }

    private JobFile job() throws IOException {
        Path file = Files.writeString(folder.resolve("job.yaml"), """
                hook: {jar: hook.jar}
                source: s3://documents/in/
                results: s3://results/out/
                tier: fargate
                access: 203.0.113.7/32
                aws: {base: mine, region: eu-west-1}
                """);
        return new JobFileParser(folder).parse("job", file, List.of()).file();
    }

    private final class Bases implements BaseRepository {
        private final @Nullable String url;
        private final String user;

        Bases(@Nullable String url, String user) {
            this.url = url;
            this.user = user;
        }

        @Override
        public Access of(String base, @Nullable String region) {
            asked.add(base + " in " + region);
            if (url == null) {
                throw new SandboxException(SandboxException.Kind.NOT_PERMITTED, "The secret is not yours.");
            }
            return new Access(url, user, PASSWORD, WorkerLogin.ofSecret("worker", PASSWORD));
        }

        @Override
        public WorkerLogin worker(String secret, @Nullable String region) {
            throw new IllegalStateException("no check asks for " + secret);
        }
    }
}
