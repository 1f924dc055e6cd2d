/** The connection to the job repository: data source, transactions, Spring Batch's repository and the ledger. */
@NullMarked
package dev.backflow.worker.repository;

import org.jspecify.annotations.NullMarked;
