package dev.backflow.run.job;

/** How results are laid out in the results folder. */
public enum ResultLayout {
    /** One JSON file per document, named after it. */
    PER_DOCUMENT,
    /** One file per chunk of documents, a line per document: fewer files for millions of small documents. */
    BUNDLED
}
