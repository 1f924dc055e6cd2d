package dev.backflow.launcher.cli;

/** In which form results are printed. */
enum OutputForm {
    /** For people. */
    TEXT,
    /** For programs: one JSON object a line. */
    JSON
}
