package dev.backflow.launcher.sandbox.aws;

import java.time.Duration;

/** Waiting between two looks, never exactly as long as others wait. */
final class Pauses {
    private final Surroundings surroundings;

    Pauses(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Waits three to five quarters of a time.
     *
     * @return how long it was
     */
    Duration about(Duration time) {
        double share = 0.75 + surroundings.chance().getAsDouble() / 2;
        Duration pause = Duration.ofMillis((long) (time.toMillis() * share));
        try {
            surroundings.sleeper().sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped();
        }
        return pause;
    }

    /** Whether the launcher was told to stop. */
    boolean told() {
        return surroundings.stopped().getAsBoolean();
    }

    void stopIfTold() {
        if (told()) {
            throw stopped();
        }
    }

    static SandboxException stopped() {
        return new SandboxException(
                SandboxException.Kind.STOPPED, "Stopped while waiting for AWS. Start the same command again to go on.");
    }
}
