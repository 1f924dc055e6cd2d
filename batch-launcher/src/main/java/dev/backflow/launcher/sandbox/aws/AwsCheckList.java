package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.aws.MissingCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What checks have come to so far, in their order. A call that fails becomes a check that says so. */
final class AwsCheckList {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final List<AwsCheck> checks = new ArrayList<>();

    List<AwsCheck> all() {
        return List.copyOf(checks);
    }

    void fine(String subject, String words) {
        checks.add(AwsCheck.fine(subject, words));
    }

    void wrong(String subject, String words) {
        checks.add(AwsCheck.wrong(subject, words));
    }

    void fault(String subject, SandboxException fault) {
        checks.add(new AwsCheck(subject, fault.kind(), String.valueOf(fault.getMessage())));
    }

    /** What the call gives; null after adding what is wrong. */
    <T> @Nullable T call(String subject, String action, String resource, Supplier<@Nullable T> call) {
        try {
            T given = call.get();
            if (given == null) {
                wrong(subject, "%s gave nothing for %s. Check the name.".formatted(action, resource));
            }
            return given;
        } catch (SdkException e) {
            checks.add(fault(subject, action, resource, e));
            return null;
        }
    }

    private static AwsCheck fault(String subject, String action, String resource, SdkException e) {
        if (e instanceof AwsServiceException refused) {
            String words = words(refused);
            if (isForbidden(refused)) {
                return new AwsCheck(
                        subject,
                        SandboxException.Kind.NOT_PERMITTED,
                        "%s on %s is not permitted (%s). Give it to the launcher's role, or renew its credentials."
                                .formatted(action, resource, words));
            }
            boolean missing =
                    refused.statusCode() == NOT_FOUND || words.contains("does not exist") || words.contains("NotFound");
            return missing
                    ? AwsCheck.wrong(
                            subject,
                            "%s is not there (%s). Make it first, or name another one in the job file."
                                    .formatted(resource, words))
                    : new AwsCheck(
                            subject,
                            SandboxException.Kind.UNAVAILABLE,
                            "%s on %s failed (%s). Try again later.".formatted(action, resource, words));
        }
        if (MissingCredentials.is(e)) {
            return new AwsCheck(
                    subject,
                    SandboxException.Kind.NOT_PERMITTED,
                    MissingCredentials.told(e) + ". " + MissingCredentials.REMEDY);
        }
        return new AwsCheck(
                subject,
                SandboxException.Kind.UNAVAILABLE,
                "%s could not be called (%s). Check the network and the region.".formatted(action, e.getMessage()));
    }

    private static boolean isForbidden(AwsServiceException e) {
        String code = code(e);
        return e.statusCode() == FORBIDDEN
                || code.startsWith("AccessDenied")
                || code.startsWith("UnauthorizedOperation")
                || code.contains("Token");
    }

    private static String code(AwsServiceException e) {
        var details = e.awsErrorDetails();
        return details == null ? "" : String.valueOf(details.errorCode());
    }

    private static String words(AwsServiceException e) {
        var details = e.awsErrorDetails();
        return details == null ? "HTTP " + e.statusCode() : details.errorCode() + ": " + details.errorMessage();
    }
}
