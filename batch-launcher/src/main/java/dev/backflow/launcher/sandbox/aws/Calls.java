package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.aws.MissingCredentials;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Every call to AWS goes through here, above the SDK's own retries: a wait of minutes must not end because of one call
 * that was throttled, and a fault is told by the action and the resource that it is about.
 */
final class Calls {
    private static final int MOST_ATTEMPTS = 8;

    /** A launcher that was told to stop has no time for more. */
    private static final int MOST_WHEN_STOPPED = 3;

    /** The SDK asks for new credentials by itself when it can. */
    private static final int MOST_WITH_OLD_CREDENTIALS = 3;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private final Surroundings surroundings;
    private final Pauses pauses;

    Calls(Surroundings surroundings, Pauses pauses) {
        this.surroundings = surroundings;
        this.pauses = pauses;
    }

    /**
     * Asks, and changes nothing.
     *
     * @param action as policies name it, such as {@code cloudformation:DescribeStacks}
     */
    <T> T ask(String action, String resource, Supplier<T> call) {
        return attempt(action, resource, call, () -> {});
    }

    /** Changes something, each time only if the run is still this launcher's. Must be safe to do twice. */
    <T> T change(String action, String resource, Supplier<T> call) {
        return attempt(action, resource, call, surroundings.fence());
    }

    private <T> T attempt(String action, String resource, Supplier<T> call, Runnable before) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            before.run();
            try {
                return call.get();
            } catch (SdkException e) {
                AwsFault fault = AwsFault.of(e);
                int most = switch (fault) {
                    case THROTTLED, AWAY -> surroundings.stopped().getAsBoolean() ? MOST_WHEN_STOPPED : MOST_ATTEMPTS;
                    case EXPIRED -> MOST_WITH_OLD_CREDENTIALS;
                    default -> 1;
                };
                if (attempt >= most) {
                    throw told(action, resource, e);
                }
                if (attempt == 1 && fault == AwsFault.AWAY) {
                    surroundings
                            .news()
                            .accept("AWS cannot be reached: %s on %s (%s). Trying again, up to %d times."
                                    .formatted(action, resource, AwsFault.words(e), most - 1));
                }
                pauses.about(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** What a call that is not made again means for the operator. */
    static SandboxException told(String action, String resource, SdkException cause) {
        String words = AwsFault.words(cause);
        return switch (AwsFault.of(cause)) {
            case DENIED ->
                new SandboxException(
                        SandboxException.Kind.NOT_PERMITTED,
                        "AWS does not permit %s on %s (%s). Give this user the right, or use other credentials, then start the same command again."
                                .formatted(action, resource, words),
                        cause);
            case NOBODY ->
                new SandboxException(
                        SandboxException.Kind.NOT_PERMITTED,
                        "%s. %s. Then start the same command again."
                                .formatted(MissingCredentials.told(cause), MissingCredentials.REMEDY),
                        cause);
            case EXPIRED ->
                new SandboxException(
                        SandboxException.Kind.NOT_PERMITTED,
                        "The AWS credentials have expired, at %s on %s (%s). Renew them, then start the same command again; nothing is lost."
                                .formatted(action, resource, words),
                        cause);
            case CLOCK ->
                new SandboxException(
                        SandboxException.Kind.NOT_PERMITTED,
                        "AWS does not accept the time of this machine, at %s on %s (%s). Set its clock, then start the same command again."
                                .formatted(action, resource, words),
                        cause);
            case INTERRUPTED -> Pauses.stopped();
            case THROTTLED, AWAY ->
                new SandboxException(
                        SandboxException.Kind.UNAVAILABLE,
                        "AWS cannot be used now: %s on %s (%s). Start the same command again later; nothing is lost."
                                .formatted(action, resource, words),
                        cause);
            case REFUSED ->
                new SandboxException(
                        SandboxException.Kind.UNAVAILABLE,
                        "AWS refused %s on %s (%s). Mend what it says, then start the same command again."
                                .formatted(action, resource, words),
                        cause);
        };
    }
}
