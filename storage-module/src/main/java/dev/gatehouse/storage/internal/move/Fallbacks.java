package dev.gatehouse.storage.internal.move;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.storage.internal.Statements;
import dev.gatehouse.storage.internal.backend.Backends;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Remembers which files landed on another backend than they belong to, and says so in the trail. */
@ApplicationScoped
public class Fallbacks {

    private static final String REMEMBER = "INSERT INTO storage.fallen_back (file_id) VALUES (?1)";

    private final Backends backends;
    private final Statements statements;
    private final AuditTrail trail;

    @Inject
    public Fallbacks(Backends backends, Statements statements, AuditTrail trail) {
        this.backends = backends;
        this.statements = statements;
        this.trail = trail;
    }

    /** To be called in the transaction that writes a new file's row, behind it; does nothing where all is well. */
    public void note(UUID fileId, UUID accountId, String backend, Origin origin) {
        if (backends.isFallback(backend)) {
            statements.write(REMEMBER, fileId);
            trail.record(AuditEvent.success(EventType.FILE_FALLBACK_USED, Actor.user(accountId), origin)
                    .with("fileId", fileId)
                    .with("backend", backend));
        }
    }
}
