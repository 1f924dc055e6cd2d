package dev.backflow.run.ledger;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;

/** Transactions every commit of which goes wrong in one way. */
record BrokenTransactions(PlatformTransactionManager real, Fault fault) implements PlatformTransactionManager {
    enum Fault {
        COMMIT_FAILS,
        ANSWER_IS_LOST
    }

    @Override
    public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
        return real.getTransaction(definition);
    }

    @Override
    public void commit(TransactionStatus status) {
        if (fault == Fault.COMMIT_FAILS) {
            real.rollback(status);
        } else {
            real.commit(status);
        }
        throw new TransactionSystemException("the connection broke");
    }

    @Override
    public void rollback(TransactionStatus status) {
        real.rollback(status);
    }
}
