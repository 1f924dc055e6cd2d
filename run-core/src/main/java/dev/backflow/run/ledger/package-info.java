/** Run, meter, partitions, chunks and workers in the job repository: the protocol, and the only SQL. */
@NullMarked
package dev.backflow.run.ledger;

import org.jspecify.annotations.NullMarked;
