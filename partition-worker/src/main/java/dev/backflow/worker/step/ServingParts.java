package dev.backflow.worker.step;

import dev.backflow.engine.HookEngine;
import dev.backflow.run.document.DocumentStore;
import dev.backflow.run.ledger.Leases;
import dev.backflow.run.store.RunStore;
import dev.backflow.worker.order.WorkOrder;
import java.time.InstantSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What all slots of a process serve with. Every part is safe for use by several threads.
 *
 * @param files the run's, manifest and segments among them
 * @param store of the documents
 */
public record ServingParts(
        WorkOrder order,
        RunStore files,
        HookEngine engine,
        DocumentStore store,
        Publisher publisher,
        Leases leases,
        JobRepository jobRepository,
        TransactionTemplate transaction,
        Solitude solitude,
        InstantSource clock) {}
