package dev.backflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.hook.PermanentFailure;
import dev.backflow.hook.SourceChangedException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import org.junit.jupiter.api.Test;

class ThrownTest {
    private final HookFrame frames = new HookFrame(String.class);

    @Test
    void keepsControlCharactersWithinAThousandCharacters() {
        assertThat(of(new IllegalStateException("a\r\n\u001b[31m")).message()).isEqualTo("a\r\n\u001b[31m");
        assertThat(of(new IllegalStateException("x".repeat(1_001))).message()).isEqualTo("x".repeat(1_000));
    }

    @Test
    void neverCutsOrKeepsHalfOfASurrogatePair() {
        String emoji = "\uD83D\uDE00";

        assertThat(of(new IllegalStateException("x".repeat(999) + emoji)).message())
                .isEqualTo("x".repeat(999));
        assertThat(of(new IllegalStateException("a\uD83Db" + emoji)).message()).isEqualTo("a\uFFFDb" + emoji);
    }

    @Test
    void tellsTheCauseOfAnExceptionWithoutAMessage() {
        assertThat(of(new ExceptionInInitializerError(new IllegalStateException("no table")))
                        .message())
                .isEqualTo("caused by java.lang.IllegalStateException: no table");
        assertThat(of(new IllegalStateException()).message()).isEmpty();
    }

    @Test
    void saysThatTheMessageCouldNotBeHad() {
        Thrown thrown = of(new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new UnsupportedOperationException("never");
            }
        });

        assertThat(thrown.message())
                .isEqualTo("(asked for its message, it threw java.lang.UnsupportedOperationException)");
    }

    @Test
    void endsAtACauseThatLeadsBack() {
        Exception one = new Exception("one");
        Exception two = new Exception("two", one);
        one.initCause(two);

        assertThat(of(one).message()).isEqualTo("one");
    }

    @Test
    void findsWhatNoRetryCanMend() {
        assertThat(of(new RuntimeException(new PermanentFailure("encrypted"))))
                .isEqualTo(new Thrown(PermanentFailure.class.getName(), "encrypted", "", true, false));
        assertThat(of(new RuntimeException(new SourceChangedException("replaced"))))
                .isEqualTo(new Thrown("SOURCE_CHANGED", "replaced", "", true, false));
        assertThat(of(new RuntimeException("else")).permanent()).isFalse();
    }

    @Test
    void tellsAnInterruptFromATimedOutSocket() {
        assertThat(of(new RuntimeException(new InterruptedException())).interrupted())
                .isTrue();
        assertThat(of(new ClosedByInterruptException()).interrupted()).isTrue();
        assertThat(of(new InterruptedIOException()).interrupted()).isTrue();
        assertThat(of(new SocketTimeoutException()).interrupted()).isFalse();
    }

    @Test
    void makesOneLineOfItForMessages() {
        assertThat(of(new IllegalStateException("a\n  b\u2028c\u202Ed")).summary())
                .isEqualTo("java.lang.IllegalStateException: a b c d");
        assertThat(of(new IllegalStateException()).summary()).isEqualTo("java.lang.IllegalStateException");
        assertThat(of(new IllegalStateException("x".repeat(900))).summary())
                .hasSize(303)
                .endsWith("x...");
    }

    private Thrown of(Throwable thrown) {
        return Thrown.of(thrown, frames);
    }
}
