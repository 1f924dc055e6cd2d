package dev.backflow.launcher.run;

import java.util.List;

/**
 * What became of a sandbox that was to be removed.
 *
 * @param removed whether its removal was tried; else it was spared, for the reason that its owner tells
 * @param remaining what is left of it, a phrase each; empty when it was spared
 */
public record SandboxRemoval(SandboxRow sandbox, boolean removed, List<String> remaining) {
    public SandboxRemoval {
        remaining = List.copyOf(remaining);
    }

    public boolean isClean() {
        return remaining.isEmpty();
    }
}
