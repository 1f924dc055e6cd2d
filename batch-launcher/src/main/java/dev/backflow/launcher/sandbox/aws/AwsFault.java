package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.aws.MissingCredentials;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failed call means for whoever made it. */
enum AwsFault {
    /** Too many calls at the moment. */
    THROTTLED,
    /** The service, or the way to it, is out of order; the call may have had its effect. */
    AWAY,
    /** The credentials are too old. */
    EXPIRED,
    /** The credentials do not allow it. */
    DENIED,
    /** There are no credentials. */
    NOBODY,
    /** This machine's clock is wrong by more than AWS allows. */
    CLOCK,
    /** The thread was interrupted. */
    INTERRUPTED,
    /** The service has understood the call, and does not do it. */
    REFUSED;

    private static final Set<String> THROTTLING = Set.of(
            "throttling",
            "throttlingexception",
            "throttledexception",
            "requestlimitexceeded",
            "toomanyrequestsexception",
            "slowdown",
            "priorrequestnotcomplete",
            "requestthrottled");
    private static final Set<String> OLD = Set.of("expiredtoken", "expiredtokenexception", "tokenrefreshrequired");
    private static final Set<String> SKEWED = Set.of("requesttimetooskewed", "requestexpired", "requestinthefuture");
    private static final Set<String> FORBIDDEN = Set.of(
            "accessdenied",
            "accessdeniedexception",
            "unauthorizedoperation",
            "authfailure",
            "invalidclienttokenid",
            "invalidaccesskeyid",
            "unrecognizedclientexception",
            "optinrequired",
            "signaturedoesnotmatch");

    static AwsFault of(SdkException fault) {
        if (fault instanceof AwsServiceException service) {
            return ofService(service);
        }
        if (fault instanceof AbortedException) {
            return INTERRUPTED;
        }
        if (MissingCredentials.is(fault)) {
            return NOBODY;
        }
        return String.valueOf(fault.getMessage()).contains("Credentials") ? DENIED : AWAY;
    }

    private static AwsFault ofService(AwsServiceException fault) {
        String code = code(fault).toLowerCase(Locale.ROOT);
        if (THROTTLING.contains(code) || fault.isThrottlingException()) {
            return THROTTLED;
        }
        if (OLD.contains(code)) {
            return EXPIRED;
        }
        if (SKEWED.contains(code) || String.valueOf(fault.getMessage()).contains("Signature expired")) {
            return CLOCK;
        }
        if (FORBIDDEN.contains(code) || fault.statusCode() == 401 || fault.statusCode() == 403) {
            return DENIED;
        }
        return fault.statusCode() >= 500 ? AWAY : REFUSED;
    }

    static String code(AwsServiceException fault) {
        var details = fault.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    /** In the service's own words, on one line. */
    static String words(SdkException fault) {
        String said = fault instanceof AwsServiceException service
                        && service.awsErrorDetails() != null
                        && service.awsErrorDetails().errorMessage() != null
                ? code(service) + ": " + service.awsErrorDetails().errorMessage()
                : String.valueOf(fault.getMessage());
        return said.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
