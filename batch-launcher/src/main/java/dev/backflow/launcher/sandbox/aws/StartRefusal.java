package dev.backflow.launcher.sandbox.aws;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Failure;

/**
 * Why RunTask has started fewer tasks than it was asked for, and what helps. It is judged by codes; by words only where
 * ECS has one code for everything, as its words also name jobs and roles, which may be called whatever they like.
 *
 * @param words in ECS's own, on one line
 */
record StartRefusal(Remedy remedy, String words) {
    /** What may start the tasks that are missing. */
    enum Remedy {
        /** The same call again, with its token: it may have had its effect. */
        SAME_CALL,
        /** A call for another zone, or for another kind of capacity. */
        ELSEWHERE,
        /** A call for another kind of capacity: of this one the account has all that it may have. */
        OTHER_KIND,
        /** No call that is like this one. */
        NONE
    }

    /** ECS hands the error of another service on in the words of its own. */
    private static final Pattern INNER_CODE = Pattern.compile("Error ?Code: ?(\\w+)");

    private static final Set<String> PASSING_INNER_CODES =
            Set.of("RequestLimitExceeded", "Throttling", "ThrottlingException", "ServiceUnavailable", "InternalError");

    static StartRefusal of(SdkException fault) {
        String words = AwsFault.words(fault);
        Remedy remedy = switch (AwsFault.of(fault)) {
            case THROTTLED, AWAY, EXPIRED -> Remedy.SAME_CALL;
            case REFUSED -> ofCode(fault, words);
            case DENIED, NOBODY, CLOCK, INTERRUPTED -> Remedy.NONE;
        };
        return new StartRefusal(remedy, words);
    }

    private static Remedy ofCode(SdkException fault, String words) {
        String code = fault instanceof AwsServiceException service ? AwsFault.code(service) : "";
        return switch (code) {
            case "ServerException" -> Remedy.SAME_CALL;
            case "LimitExceededException" -> Remedy.OTHER_KIND;
            case "InvalidParameterException" -> isPassingInside(words) ? Remedy.SAME_CALL : Remedy.NONE;
            case "ClientException" -> {
                if (isPassingInside(words)) {
                    yield Remedy.SAME_CALL;
                }
                yield tellsOfNoCapacity(words)
                        ? Remedy.ELSEWHERE
                        : tellsOfAQuota(words) ? Remedy.OTHER_KIND : Remedy.NONE;
            }
            default -> Remedy.NONE;
        };
    }

    /**
     * What the answer of a call that had some effect says about the rest. There is no reason for which another zone is not
     * worth a call, but for a quota: what is wrong with the request itself is an exception.
     */
    static StartRefusal of(List<Failure> failures) {
        List<String> reasons = failures.stream()
                .map(failure -> failure.detail() == null ? failure.reason() : failure.reason() + " " + failure.detail())
                .distinct()
                .toList();
        boolean isQuota = !failures.isEmpty()
                && failures.stream().allMatch(failure -> tellsOfAQuota(String.valueOf(failure.reason())));
        return new StartRefusal(
                isQuota ? Remedy.OTHER_KIND : Remedy.ELSEWHERE,
                reasons.isEmpty() ? "ECS gave no reason" : String.join("; ", reasons));
    }

    private static boolean isPassingInside(String words) {
        Matcher inner = INNER_CODE.matcher(words);
        return inner.find() && PASSING_INNER_CODES.contains(inner.group(1));
    }

    private static boolean tellsOfNoCapacity(String words) {
        return words.toLowerCase(Locale.ROOT).contains("capacity is unavailable");
    }

    /** Such as: You've reached the limit on the number of vCPUs you can run concurrently. */
    private static boolean tellsOfAQuota(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return lower.contains("reached the limit on the number of") || lower.contains("is above your limit");
    }
}
