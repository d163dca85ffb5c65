package dev.gatehouse.storage.internal;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Offers the persistence unit {@code storage} for injection. */
@Dependent
class StoragePersistence {

    @Produces
    @StorageUnit
    @PersistenceContext(unitName = "storage")
    private EntityManager entityManager;
}
