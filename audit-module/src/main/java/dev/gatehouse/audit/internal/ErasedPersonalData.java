package dev.gatehouse.audit.internal;

import dev.gatehouse.audit.PersonalDataErasure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Deletes rows of {@code audit.personal_data}; with the salt goes the only way to check a guess. */
@ApplicationScoped
class ErasedPersonalData implements PersonalDataErasure {

    /** Whatever an account does happens to it as well; so its subject finds all that it did. */
    private static final String OF_ACCOUNT =
            """
            DELETE FROM audit.personal_data p USING audit.event e WHERE e.id = p.event_id AND e.subject_id = ?1
            """;

    /** Reads the whole table: erasure is rare, and an index would cost every event. */
    private static final String OF_ADDRESS = "DELETE FROM audit.personal_data WHERE email = ?1";

    private final EntityManager entityManager;

    @Inject
    ErasedPersonalData(@AuditUnit EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void erase(UUID accountId, String email) {
        entityManager.createNativeQuery(OF_ACCOUNT).setParameter(1, accountId).executeUpdate();
        entityManager.createNativeQuery(OF_ADDRESS).setParameter(1, email).executeUpdate();
    }
}
