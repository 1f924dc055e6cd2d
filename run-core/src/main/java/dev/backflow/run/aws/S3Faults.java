package dev.backflow.run.aws;

import dev.backflow.run.file.StoreException;
import dev.backflow.run.file.StoreException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What an answer of S3, or none, means (source of the codes: Amazon S3 API reference, "Error responses"). Two are left
 * to whoever asked, because they are about one object: that it is not there, and that a condition does not hold.
 */
final class S3Faults {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int NO_SUCH_RANGE = 416;

    private static final Set<String> CREDENTIALS = Set.of(
            "ExpiredToken",
            "InvalidAccessKeyId",
            "InvalidToken",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch",
            "TokenRefreshRequired");

    private static final Set<String> ELSEWHERE =
            Set.of("PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException");

    /** Answered with a status that does not say so: a copy, and the end of an upload in parts, may fail behind a 200. */
    private static final Set<String> PASSING = Set.of(
            "InternalError", "RequestTimeout", "ServiceUnavailable", "SlowDown", "Throttling", "ThrottlingException");

    private S3Faults() {}

    /** The object is not there, in a bucket that is. */
    static boolean isMissing(AwsServiceException e) {
        return e.statusCode() == NOT_FOUND && !code(e).equals("NoSuchBucket");
    }

    /** A condition on the object that was read or replaced does not hold. */
    static boolean isRefusedByCondition(AwsServiceException e) {
        return e.statusCode() == PRECONDITION_FAILED;
    }

    /** What was to be read begins behind the end of the object. */
    static boolean isBehindTheEnd(StoreException fault) {
        return fault.getCause() instanceof AwsServiceException answer && answer.statusCode() == NO_SUCH_RANGE;
    }

    /** Whether the same call may do better a moment later. */
    static boolean isPassing(Exception fault) {
        if (fault instanceof AwsServiceException answer) {
            return answer.statusCode() >= 500
                    || answer.statusCode() == 429
                    || answer.statusCode() == CONFLICT
                    || PASSING.contains(code(answer));
        }
        if (fault instanceof SdkClientException client) {
            return !(client instanceof AbortedException) && !isOfTheSetUp(client);
        }
        return fault instanceof IOException
                && !(fault instanceof StoreException)
                // A timed-out socket throws a subclass of it.
                && fault.getClass() != InterruptedIOException.class;
    }

    /**
     * The fault as an exception for people.
     *
     * @param action what was tried, as policies call it, such as {@code s3:GetObject}
     * @param where the bucket or object, as {@code s3://BUCKET/KEY}
     */
    static IOException told(Exception fault, String action, String where) {
        if (fault instanceof AbortedException) {
            var interrupted = new InterruptedIOException("interrupted at " + action);
            interrupted.initCause(fault);
            return interrupted;
        }
        String place = Printable.of(where);
        if (fault instanceof AwsServiceException answer) {
            return told(answer, action, place);
        }
        if (fault instanceof SdkClientException client && isOfTheSetUp(client)) {
            return ofTheSetUp(client, place);
        }
        return unavailable(message(fault), action, place, fault);
    }

    private static StoreException ofTheSetUp(SdkClientException fault, String where) {
        if (MissingCredentials.is(fault)) {
            return new StoreException(
                    Kind.NOT_PERMITTED,
                    MissingCredentials.told(fault),
                    where,
                    MissingCredentials.REMEDY + ", then start again.",
                    fault);
        }
        return message(fault).contains("load region")
                ? new StoreException(
                        Kind.NOT_PERMITTED,
                        "No AWS region is set",
                        where,
                        "Name one by aws.region in the job file, or by the variable AWS_REGION.",
                        fault)
                : new StoreException(
                        Kind.NOT_PERMITTED,
                        "The AWS profile cannot be used: " + message(fault),
                        where,
                        "Correct it, or set AWS_PROFILE to another one, then start again.",
                        fault);
    }

    private static StoreException told(AwsServiceException answer, String action, String where) {
        String code = code(answer);
        if (code.equals("NoSuchBucket")) {
            return new StoreException(
                    Kind.NOT_THERE,
                    "There is no such bucket",
                    where,
                    "Create it, or correct its name in the job file.",
                    answer);
        }
        if (CREDENTIALS.contains(code)) {
            return new StoreException(
                    Kind.NOT_PERMITTED,
                    "The AWS credentials are not accepted: %s, for %s".formatted(code, action),
                    where,
                    "Renew them, and check the clock of this machine, then start again.",
                    answer);
        }
        if (ELSEWHERE.contains(code) || answer.statusCode() == 301) {
            return new StoreException(
                    Kind.NOT_PERMITTED,
                    "The bucket is in another region than the one that is used",
                    where,
                    "Set the region to the bucket's, in the job file or in AWS_REGION.",
                    answer);
        }
        if (code.equals("InvalidObjectState")) {
            return new StoreException(
                    Kind.NOT_THERE,
                    "The object is archived, so that nobody can read it",
                    where,
                    "Restore it, or move it out of the source.",
                    answer);
        }
        if (answer.statusCode() == 403 || answer.statusCode() == 401) {
            return new StoreException(
                    Kind.NOT_PERMITTED,
                    "%s is not permitted: %s".formatted(action, code.isEmpty() ? "AccessDenied" : code),
                    where,
                    "Allow " + action + " there to whoever runs this.",
                    answer);
        }
        return unavailable("%d %s".formatted(answer.statusCode(), code).strip(), action, where, answer);
    }

    private static StoreException unavailable(String what, String action, String where, Exception cause) {
        return new StoreException(
                Kind.UNAVAILABLE,
                "S3 cannot be used now, %s failed: %s".formatted(action, what),
                where,
                "Try again later; nothing is lost.",
                cause);
    }

    private static String code(AwsServiceException answer) {
        var details = answer.awsErrorDetails();
        @Nullable String code = details == null ? null : details.errorCode();
        return code == null ? "" : code;
    }

    /** The SDK has no type of its own for these. */
    private static boolean isOfTheSetUp(SdkClientException fault) {
        String text = message(fault).toLowerCase(Locale.ROOT);
        return text.contains("load credentials") || text.contains("load region") || text.contains("profile");
    }

    private static String message(Exception fault) {
        String message = fault instanceof SdkException ? fault.getMessage() : fault.toString();
        return Printable.of(message == null ? fault.getClass().getSimpleName() : message);
    }
}
