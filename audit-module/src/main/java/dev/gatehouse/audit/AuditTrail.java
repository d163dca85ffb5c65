package dev.gatehouse.audit;

/** Writes the trail. An entry, once committed, can be neither changed nor removed by anyone. */
public interface AuditTrail {

    /**
     * Records what a change did, inside the caller's transaction: both are committed or neither is.
     *
     * @throws jakarta.transaction.TransactionalException if no transaction is open
     */
    void record(AuditEvent event);

    /**
     * Records a refusal in a transaction of its own. Only for callers that have none open: a second pooled
     * connection inside an open transaction deadlocks the pool under attack.
     */
    void recordRefusal(AuditEvent event);
}
