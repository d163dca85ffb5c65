package dev.gatehouse.auth.internal;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Hands this module's entity manager to whoever asks for {@link AuthUnit}. */
@Dependent
class AuthPersistence {

    @Produces
    @AuthUnit
    @PersistenceContext(unitName = "auth")
    private EntityManager entityManager;
}
