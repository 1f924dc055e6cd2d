package dev.backflow.run.simulator;

/** Replaces a part of every statement that has it. */
record Rewrite(String from, String to) {}
