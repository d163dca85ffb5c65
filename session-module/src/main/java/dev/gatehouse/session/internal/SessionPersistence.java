package dev.gatehouse.session.internal;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Hands the container's entity manager to constructors. */
@Dependent
class SessionPersistence {

    @Produces
    @SessionUnit
    @PersistenceContext(unitName = "session")
    EntityManager manager;
}
