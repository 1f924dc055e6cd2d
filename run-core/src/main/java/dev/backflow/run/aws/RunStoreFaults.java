package dev.backflow.run.aws;

import dev.backflow.run.store.RunStoreException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the SDK's exceptions mean for whoever uses a run's files. */
final class RunStoreFaults {
    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private RunStoreFaults() {}

    static boolean isMissing(SdkException fault) {
        return status(fault) == NOT_FOUND;
    }

    static boolean isBehindTheEnd(SdkException fault) {
        return status(fault) == RANGE_NOT_SATISFIABLE;
    }

    /** @param action as IAM names it */
    static RunStoreException told(String action, String place, SdkException fault) {
        if (status(fault) == FORBIDDEN) {
            return new RunStoreException(
                    "%s is not permitted on %s. Give this user or role the right to it, then run restart."
                            .formatted(action, place),
                    false,
                    fault);
        }
        return new RunStoreException(
                "%s on %s failed: %s. Try again later; nothing is lost.".formatted(action, place, oneLine(fault)),
                true,
                fault);
    }

    private static int status(SdkException fault) {
        return fault instanceof AwsServiceException answered ? answered.statusCode() : 0;
    }

    private static String oneLine(SdkException fault) {
        return String.valueOf(fault.getMessage()).lines().findFirst().orElse("").strip();
    }
}
