package dev.backflow.run.job;

import org.jspecify.annotations.Nullable;

/**
 * What a job file says, with every default filled in and every path absolute. Its components are the keys of the file:
 * the parser, the JSON Schema and the table in the documentation are all made from them.
 *
 * @param limit documents that a run may service, 0 or more
 * @param retries attempts after the first one, 0 to 10
 * @param repository null for the embedded database
 */
public record JobFile(
        @Description("What the job does, in a sentence. Shown in the list of jobs.")
        @Default("")
        @Matching(pattern = "\\S", remedy = "Write a sentence, or leave the key out.")
        @MayChangeOnResume
        String description,

        @Description("The code that serves each document.") HookJar hook,

        @Description("The folder of documents, as file:FOLDER. A relative path starts at the job file's folder.")
        Folder source,

        @Description("The folder that results are written to, as file:FOLDER. It is made when it does not exist.")
        Folder results,

        @Description("One result file per document, or one per chunk of documents.") @Default("per-document")
        ResultLayout resultLayout,

        @Description("Documents that one run may service.") @Default("100") @Range(min = 0, max = JobFile.MAX_LIMIT)
        long limit,

        @Description("Attempts after the first one before a document is exhausted.")
        @Default("2")
        @Range(min = 0, max = JobFile.MAX_RETRIES)
        int retries,

        @Description("Exhausted documents before the run ends with exit code 1: a count, or a percentage of the"
                + " documents served, such as 20%.")
        @Default("0")
        @MayChangeOnResume
        Tolerance tolerate,

        @Description("Where documents are served: in the launcher itself, in worker processes, or as the launcher"
                + " decides.")
        @Default("auto")
        Tier tier,

        @Description("How much of the machine the run may use.") @MayChangeOnResume
        Workers workers,

        @Description("A PostgreSQL database for the ledger of runs. When absent, an embedded database is kept beside"
                + " the runs.")
        @MayChangeOnResume
        @Nullable
        Repository repository) {
    static final long MAX_LIMIT = 1_000_000_000_000L;
    static final int MAX_RETRIES = 10;

    public JobFile {
        if (limit < 0 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 0 to 10^12, was " + limit);
        }
        if (retries < 0 || retries > MAX_RETRIES) {
            throw new IllegalArgumentException("retries must be 0 to 10, was " + retries);
        }
    }

    /**
     * The SHA-256, in lower-case hexadecimal, of everything that must not change while a run is unfinished.
     *
     * <p>An unfinished run has pinned its documents, granted units of its limit and written results, so a resume with
     * another hook, source, results folder, layout, limit, number of retries or tier would mix two runs in one ledger;
     * it is refused. {@code description}, {@code tolerate}, {@code workers} and {@code repository} change nothing that
     * was already recorded and may differ. A new key counts as one that must not change until it is marked otherwise.
     *
     * <p>Comments, the order of keys, defaults written out or left out, and the way a value is written do not matter.
     * Paths count as absolute ones: a job file moved to another folder names other documents by the same relative path.
     * The content of the hook jar is not part of this.
     */
    public String identity() {
        return new JobFileIdentity(this).sha256();
    }
}
