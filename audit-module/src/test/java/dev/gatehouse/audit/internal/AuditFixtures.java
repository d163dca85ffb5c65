package dev.gatehouse.audit.internal;

import dev.gatehouse.audit.Activity;
import dev.gatehouse.audit.AuditTrail;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;

/** The real trail and its reader for the tests of all modules, which have no container. */
public final class AuditFixtures {

    private AuditFixtures() {}

    /** The trail over any module's entity manager whose database has the schema {@code audit}. */
    public static AuditTrail trail(EntityManager entityManager) {
        return new AppendOnlyTrail(entityManager, new SecureRandom());
    }

    /** The reader over an entity manager of the unit {@code audit}. */
    public static Activity activity(EntityManager entityManager) {
        return new RecordedActivity(entityManager);
    }
}
