package dev.gatehouse.web.security;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Records that somebody who is signed in was refused what is not theirs to do. */
@ApplicationScoped
public class AccessRefusals {

    private static final Logger LOG = Logger.getLogger(AccessRefusals.class.getName());

    private final AuditTrail audit;

    @Inject
    AccessRefusals(AuditTrail audit) {
        this.audit = audit;
    }

    /** The refusal stands even where it cannot be recorded now. */
    public void record(HttpServletRequest request, Caller caller, Audience area) {
        try {
            audit.recordRefusal(
                    AuditEvent.denied(EventType.SECURITY_ACCESS_DENIED, caller.actor(), RequestOrigin.of(request))
                            .about(caller.accountId())
                            .inSession(caller.sessionId())
                            .because(caller.audience() == area ? "role" : "area")
                            .with("area", area.name().toLowerCase(Locale.ROOT))
                            .with("method", request.getMethod()));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A refused request could not be recorded", e);
        }
    }
}
