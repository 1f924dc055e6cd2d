/** What a run leaves to look at: the ledger files, a row per document, and the summary. */
@NullMarked
package dev.backflow.launcher.report;

import org.jspecify.annotations.NullMarked;
