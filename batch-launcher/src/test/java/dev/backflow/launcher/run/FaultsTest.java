package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.backflow.engine.HookJar;
import dev.backflow.engine.HookJarException;
import dev.backflow.launcher.serve.HopelessException;
import dev.backflow.run.document.UnreadableSourceException;
import dev.backflow.run.job.InvalidJobFileException;
import dev.backflow.run.job.Problem;
import dev.backflow.run.ledger.SupersededException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

class FaultsTest {
    static final List<Arguments> EXPECTED = List.of(
            Arguments.of(
                    new StoppedException(ExitCode.TERMINATED),
                    ExitCode.TERMINATED,
                    "The run was stopped; restart resumes it."),
            Arguments.of(
                    new StoppedException(ExitCode.INTERRUPTED),
                    ExitCode.INTERRUPTED,
                    "The run was stopped; restart resumes it."),
            Arguments.of(
                    new SupersededException("Run 3 has been taken over."),
                    ExitCode.ALREADY_RUNNING,
                    "Run 3 has been taken over. This launcher did nothing more."),
            Arguments.of(new HopelessException("Workers die.\nAll."), ExitCode.UNAVAILABLE, "Workers die. All."),
            Arguments.of(
                    source(UnreadableSourceException.Kind.NOT_READABLE),
                    ExitCode.UNREADABLE,
                    "It is gone (/in). Mount it."),
            Arguments.of(
                    source(UnreadableSourceException.Kind.NOT_PERMITTED),
                    ExitCode.NOT_PERMITTED,
                    "It is gone (/in). Mount it."),
            Arguments.of(
                    new SQLException("Connection refused"),
                    ExitCode.UNAVAILABLE,
                    "The job repository cannot be used now: Connection refused. Try again when it can; nothing is lost."),
            Arguments.of(
                    new DataAccessResourceFailureException("Sum", new SQLException("The server\n  is closing.")),
                    ExitCode.UNAVAILABLE,
                    "The job repository cannot be used now: The server is closing. Try again when it can; nothing is lost."),
            Arguments.of(
                    new CannotCreateTransactionException("Sum", new SQLException("timed out after 10000ms")),
                    ExitCode.UNAVAILABLE,
                    "The job repository cannot be used now: timed out after 10000ms."
                            + " Try again when it can; nothing is lost."),
            Arguments.of(
                    new SQLException("Sum", new IOException("No space left on device")),
                    ExitCode.UNAVAILABLE,
                    "The job repository cannot be used now: No space left on device. Make sure that the disk of the"
                            + " data folder (--data-dir) can be written and has room, then start again; nothing is lost."),
            Arguments.of(
                    new CannotCreateTransactionException(
                            "Sum",
                            new SQLException(
                                    "Connection to db:5432 refused.", new ConnectException("Connection refused"))),
                    ExitCode.UNAVAILABLE,
                    "The job repository cannot be used now: Connection to db:5432 refused."
                            + " Try again when it can; nothing is lost."),
            Arguments.of(
                    new SQLException("Sum", new SocketException("Connection reset")),
                    ExitCode.UNAVAILABLE,
                    "The job repository cannot be used now: Connection reset. Try again when it can; nothing is lost."),
            Arguments.of(
                    new IOException("No space left on device"),
                    ExitCode.UNAVAILABLE,
                    "A file could not be read or written: No space left on device."
                            + " Mend that, then start again; nothing is lost."),
            Arguments.of(
                    new UncheckedIOException(new FileSystemException("/data/x", null, "Read-only file system")),
                    ExitCode.UNAVAILABLE,
                    "A file could not be read or written: /data/x: Read-only file system."
                            + " Mend that, then start again; nothing is lost."),
            Arguments.of(
                    new AccessDeniedException("/data/x"),
                    ExitCode.CONFIGURATION_WRONG,
                    "/data/x may not be used by this user. Give the right to it, or name another folder."));

    @ParameterizedTest
    @FieldSource("EXPECTED")
    void tellsWhatWasToBeExpectedInALine(Exception fault, ExitCode exitCode, String line) {
        assertTold(fault, exitCode, line);
    }

    @ParameterizedTest
    @FieldSource("EXPECTED")
    void findsItBelowWhatWrapsIt(Exception fault, ExitCode exitCode, String line) {
        assertTold(new IllegalStateException("outer", new ExecutionException(fault)), exitCode, line);
    }

    @Test
    void tellsOfADatabaseThatAPoolCannotReach() {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:none;IFEXISTS=TRUE");
        config.setInitializationFailTimeout(1);
        var fault = catchThrowable(() -> new HikariDataSource(config).close());

        assertThat(fault).isInstanceOf(HikariPool.PoolInitializationException.class);
        var told = (LaunchException) Faults.told(fault);
        assertThat(told.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(told.problems()).singleElement().asString().doesNotContain("\n");
    }

    @Test
    void tellsEveryFaultOfAJobFile() {
        var fault = new InvalidJobFileException(
                List.of(new Problem("No hook", "a.yaml:1", "Name one."), new Problem("No source", "a.yaml:2", "Too.")));

        var told = (LaunchException) Faults.told(fault);

        assertThat(told.exitCode()).isEqualTo(ExitCode.CONFIGURATION_WRONG);
        assertThat(told.problems()).containsExactly("a.yaml:1: No hook. Name one.", "a.yaml:2: No source. Too.");
    }

    @Test
    void tellsOfAHookJarThatWillNotDo() {
        var fault = catchThrowableOfType(
                HookJarException.class, () -> HookJar.open(Path.of("/none/hook.jar"), null, Map.of()));

        assertTold(fault, ExitCode.CONFIGURATION_WRONG, String.valueOf(fault.getMessage()));
    }

    @Test
    void leavesAFaultAsItIsThatWasToldBefore() {
        var fault = new LaunchException(ExitCode.ALREADY_RUNNING, "It runs.");

        assertThat(Faults.told(fault)).isSameAs(fault).hasNoCause();
        assertThat(Faults.told(new IllegalStateException(fault))).isSameAs(fault);
    }

    @Test
    void leavesABugWhatItIs() {
        var bug = new NullPointerException();

        assertThat(Faults.told(bug)).isSameAs(bug);
        assertThat(Faults.told(new StackOverflowError()))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    private static UnreadableSourceException source(UnreadableSourceException.Kind kind) {
        return new UnreadableSourceException(kind, "It is gone", "/in", "Mount it.", null);
    }

    private static void assertTold(Throwable fault, ExitCode exitCode, String line) {
        assertThat(Faults.told(fault)).isInstanceOfSatisfying(LaunchException.class, told -> {
            assertThat(told.exitCode()).isEqualTo(exitCode);
            assertThat(told.problems()).containsExactly(line);
            assertThat(told).hasRootCause(root(fault));
        });
    }

    private static Throwable root(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
