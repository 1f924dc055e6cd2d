package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.time.Sleeper;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * What a sandbox knows of the launcher around it.
 *
 * @param chance a number from 0 to below 1, so that launchers do not ask at the same moments
 * @param stopped whether the launcher was told to stop
 * @param fence asked before everything that changes something in AWS; throws when the run is another launcher's
 * @param news is told, one line each, what is going on
 * @param failures is told, one line each, what went wrong without ending anything
 */
public record Surroundings(
        InstantSource clock,
        Sleeper sleeper,
        DoubleSupplier chance,
        BooleanSupplier stopped,
        Runnable fence,
        Consumer<String> news,
        Consumer<String> failures) {}
