package dev.backflow.launcher.sandbox.aws;

import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** What the state of a run's stack means for its launcher. */
enum StackState {
    /** It is being created. */
    COMING,
    /** It can be used. */
    THERE,
    /** It is being rolled back or deleted; what comes after it has to wait for the end. */
    GOING,
    /** Left by a try that failed; it can only be deleted. */
    FAILED,
    /** Somebody has updated it. A launcher never does. */
    CHANGED;

    static StackState of(StackStatus status) {
        return switch (status) {
            case CREATE_IN_PROGRESS -> COMING;
            case CREATE_COMPLETE -> THERE;
            case ROLLBACK_IN_PROGRESS, DELETE_IN_PROGRESS -> GOING;
            case REVIEW_IN_PROGRESS,
                    CREATE_FAILED,
                    ROLLBACK_COMPLETE,
                    ROLLBACK_FAILED,
                    DELETE_FAILED,
                    DELETE_COMPLETE -> FAILED;
            default -> CHANGED;
        };
    }
}
