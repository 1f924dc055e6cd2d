package dev.backflow.launcher.report;

import dev.backflow.run.manifest.ManifestEntry;
import dev.backflow.run.outcome.JsonBuffer;
import dev.backflow.run.outcome.PlainJson;
import org.jspecify.annotations.Nullable;

/**
 * A document of the manifest, and what became of it.
 *
 * @param settled null when it was not served
 * @param result the name of its result, relative to the results folder; null when it was not served
 */
record LedgerRow(
        int run,
        ManifestEntry entry,
        @Nullable SettledOutcome settled,
        @Nullable String result) {
    static final String NOT_SERVED = "not-served";

    private static final String[] COLUMNS = {
        "run",
        "document",
        "version",
        "ordinal",
        "partition",
        "outcome",
        "status",
        "attempts",
        "worker",
        "startedAt",
        "millis",
        "bytes",
        "result",
        "error",
        "sha256"
    };

    /** The values in the order of {@link #COLUMNS}: strings, numbers that print as they are, and nulls. */
    private @Nullable Object[] values() {
        var document = entry.document();
        var outcome = settled == null ? null : settled.outcome();
        if (outcome == null) {
            return new @Nullable Object[] {
                run,
                document.key(),
                document.version(),
                entry.ordinal(),
                null,
                NOT_SERVED,
                null,
                0,
                null,
                null,
                null,
                document.size(),
                null,
                null,
                null
            };
        }
        return new @Nullable Object[] {
            run,
            document.key(),
            document.version(),
            entry.ordinal(),
            outcome.partition(),
            outcome.verdict().word(),
            outcome.status(),
            outcome.attempts(),
            outcome.worker(),
            outcome.startedAt().toString(),
            outcome.millis(),
            outcome.bytes(),
            result,
            outcome.error(),
            outcome.sha256()
        };
    }

    void appendTo(JsonBuffer buffer, CsvBuffer csv) {
        var values = values();
        var json = buffer.json();
        json.writeStartObject();
        for (var i = 0; i < values.length; i++) {
            json.writeName(COLUMNS[i]);
            PlainJson.write(json, values[i]);
            csv.cell(values[i]);
        }
        json.writeEndObject();
        buffer.endLine();
        csv.endRow();
    }

    static void appendHeadTo(CsvBuffer csv) {
        for (var column : COLUMNS) {
            csv.cell(column);
        }
        csv.endRow();
    }
}
