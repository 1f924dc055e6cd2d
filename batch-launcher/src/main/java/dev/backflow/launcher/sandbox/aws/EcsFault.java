package dev.backflow.launcher.sandbox.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What ECS says when it will not do something. */
final class EcsFault {
    private static final int FORBIDDEN = 403;

    private EcsFault() {}

    /** In one line: the code and the message. */
    static String words(AwsServiceException e) {
        var details = e.awsErrorDetails();
        return details == null
                ? String.valueOf(e.getMessage())
                : "%s: %s".formatted(details.errorCode(), details.errorMessage());
    }

    /** @param action the IAM action, such as {@code ecs:RunTask} */
    static SandboxException told(String action, AwsServiceException e) {
        String words = words(e);
        String code = code(e);
        if (e.statusCode() == FORBIDDEN || code.startsWith("AccessDenied") || code.contains("Token")) {
            return new SandboxException(
                    SandboxException.Kind.NOT_PERMITTED,
                    "%s is not permitted: %s. Give the launcher's role this permission, or renew its credentials."
                            .formatted(action, words),
                    e);
        }
        return new SandboxException(
                SandboxException.Kind.UNAVAILABLE,
                "%s failed: %s. Correct the cause, then run restart.".formatted(action, words),
                e);
    }

    private static String code(AwsServiceException e) {
        var details = e.awsErrorDetails();
        @Nullable String code = details == null ? null : details.errorCode();
        return code == null ? "" : code;
    }
}
