package dev.gatehouse.audit.internal;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Offers the persistence unit {@code audit} for injection. */
@Dependent
class AuditPersistence {

    @Produces
    @AuditUnit
    @PersistenceContext(unitName = "audit")
    private EntityManager entityManager;
}
