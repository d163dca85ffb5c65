package dev.gatehouse.web.security;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Records that a request was refused because another site may have caused it. */
@ApplicationScoped
class CsrfRefusals {

    private static final Logger LOG = Logger.getLogger(CsrfRefusals.class.getName());

    private final AuditTrail audit;

    @Inject
    CsrfRefusals(AuditTrail audit) {
        this.audit = audit;
    }

    /** The refusal stands even where it cannot be recorded now. */
    public void record(HttpServletRequest request, Optional<UUID> account, String reason) {
        AuditEvent refusal = AuditEvent.denied(
                        EventType.SECURITY_CSRF_REFUSED, Actor.anonymous(), RequestOrigin.of(request))
                .because(reason);
        try {
            audit.recordRefusal(account.map(refusal::about).orElse(refusal));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A refused request (" + reason + ") could not be recorded", e);
        }
    }
}
