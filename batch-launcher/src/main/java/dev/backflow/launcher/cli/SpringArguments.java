package dev.backflow.launcher.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line, parted into what is ours and what goes on to Spring.
 *
 * @param ours for the launcher's own, strict parser
 * @param spring for Spring, as typed
 */
record SpringArguments(List<String> ours, List<String> spring) {
    private static final List<String> PREFIXES = List.of("--spring.", "--logging.", "--management.");

    SpringArguments {
        ours = List.copyOf(ours);
        spring = List.copyOf(spring);
    }

    /** Parts a command line, keeping the order. */
    static SpringArguments split(List<String> arguments) {
        var ours = new ArrayList<String>();
        var spring = new ArrayList<String>();
        for (var argument : arguments) {
            (PREFIXES.stream().anyMatch(argument::startsWith) ? spring : ours).add(argument);
        }
        return new SpringArguments(ours, spring);
    }
}
