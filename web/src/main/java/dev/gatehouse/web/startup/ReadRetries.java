package dev.gatehouse.web.startup;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import java.util.List;
import org.eclipse.persistence.sessions.DatabaseSession;

/**
 * Keeps requests from waiting for a database that is away: left alone, EclipseLink repeats a failed read three times and
 * sleeps 5 s in between. One repetition, at once, stays for a connection that broke while it lay in the pool.
 */
@Dependent
class ReadRetries {

    @PersistenceUnit(unitName = "audit")
    private EntityManagerFactory audit;

    @PersistenceUnit(unitName = "auth")
    private EntityManagerFactory auth;

    @PersistenceUnit(unitName = "session")
    private EntityManagerFactory session;

    @PersistenceUnit(unitName = "storage")
    private EntityManagerFactory storage;

    void limit() {
        for (EntityManagerFactory unit : List.of(audit, auth, session, storage)) {
            unit.unwrap(DatabaseSession.class).getLogin().setQueryRetryAttemptCount(1);
        }
    }
}
