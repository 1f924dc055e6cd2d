package dev.backflow.run.job;

import java.nio.file.Path;

/**
 * One job in the list of jobs.
 *
 * @param file in the folder of jobs as it was given
 * @param description on one line; empty when the file has none; why, when the file cannot be read
 */
public record JobEntry(String name, Path file, String description) {}
