package dev.backflow.run.manifest;

/**
 * How much a manifest holds.
 *
 * @param documents how many
 * @param bytes the sum of their sizes
 */
public record ManifestTotals(long documents, long bytes) {}
