package dev.gatehouse.audit.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Offers the persistence unit {@code audit} for injection. */
@ApplicationScoped
class AuditPersistence {

    @Produces
    @AuditUnit
    @PersistenceContext(unitName = "audit")
    private EntityManager entityManager;
}
