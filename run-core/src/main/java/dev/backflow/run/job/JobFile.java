package dev.backflow.run.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a job file says, with every default filled in and every path absolute. Its components are the keys of the file:
 * the parser, the JSON Schema and the table in the documentation are all made from them.
 *
 * @param limit documents that a run may service, 0 or more
 * @param retries attempts after the first one, 0 to 10
 * @param deadline null for none
 * @param access null when nothing is made in AWS
 * @param repository null for the embedded database, or that of the base on Fargate
 */
public record JobFile(
        @Description("What the job does, in a sentence. Shown in the list of jobs.")
        @Default("")
        @Matching(pattern = "\\S", remedy = "Write a sentence, or leave the key out.")
        @MayChangeOnResume
        String description,

        @Description("The code that serves each document.") HookJar hook,

        @Description("Where the documents are: file:FOLDER, or s3://BUCKET/PREFIX/. A relative folder starts at the job"
                + " file's folder.")
        Location source,

        @Description("Where results are written to: file:FOLDER, which is made when it does not exist, or"
                + " s3://BUCKET/PREFIX/.")
        Location results,

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

        @Description(
                "When all documents should be served, counted from the start of the run, and not anew after a resume."
                        + " Workers are added sooner to meet it, and it is said beforehand when it cannot be met.")
        @Within(min = "1m", max = "30d")
        @MayChangeOnResume
        @Nullable
        Duration deadline,

        @Description("Where documents are served: in the launcher itself, in worker processes, on AWS Fargate, or on"
                + " this machine as the launcher decides.")
        @Default("auto")
        Tier tier,

        @Description("How much the run may use.") @MayChangeOnResume
        Workers workers,

        @Description("The network from which what is restricted may be reached. Required on Fargate; IPv4 of /24 to /32"
                + " or IPv6 of /64 to /128.")
        @Nullable
        Access access,

        @Description("How each document is kept as it is when it is served. auto: in S3 by its version where the bucket"
                + " has versions, else by a copy; in a folder by a hard link, else by a copy. copy: always by a copy."
                + " none: not at all.")
        @Default(value = "auto", addedLater = true)
        Backup backup,

        @Description("Where in AWS the run takes place.") Aws aws,

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
     * it is refused. {@code description}, {@code tolerate}, {@code deadline}, {@code workers} and
     * {@code repository} change nothing that was already recorded and may differ; processors and memory of workers on
     * Fargate take effect with the next sandbox. What says whom a sandbox lets in and where it is may not: {@code access}
     * and {@code aws}. A new key counts as one that must not change until it is marked otherwise.
     *
     * <p>Comments, the order of keys, defaults written out or left out, and the way a value is written do not matter.
     * Paths count as absolute ones: a job file moved to another folder names other documents by the same relative path.
     * The content of the hook jar is not part of this.
     */
    public String identity() {
        return new JobFileIdentity(this).sha256();
    }
}
