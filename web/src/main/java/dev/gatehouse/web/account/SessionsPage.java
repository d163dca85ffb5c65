package dev.gatehouse.web.account;

import dev.gatehouse.session.RevocationReason;
import dev.gatehouse.session.SessionView;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.PageText;
import dev.gatehouse.web.pages.Visitor;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where the visitor is signed in, and the ways to end it. */
@Named
@RequestScoped
public class SessionsPage {

    @Inject
    private Sessions sessions;

    @Inject
    private Visitor visitor;

    @Inject
    private PageText text;

    @Inject
    private HttpServletRequest request;

    private List<Row> rows;

    /** A session in words. */
    public record Row(UUID id, String device, String address, Instant startedAt, Instant usedAt, boolean current) {}

    public List<Row> getRows() {
        if (rows == null) {
            UUID current = visitor.sessionId();
            rows = sessions.of(visitor.getAccount().id()).stream()
                    .map(session -> row(session, current))
                    .toList();
        }
        return rows;
    }

    public boolean isOthers() {
        return getRows().size() > 1;
    }

    public void end(UUID session) {
        sessions.revoke(visitor.getAccount().id(), session, RequestOrigin.of(request));
        WayOn.to("/account/sessions", Notice.SESSION_ENDED);
    }

    public void endOthers() {
        sessions.revokeAll(
                visitor.getAccount().id(),
                Optional.of(visitor.sessionId()),
                RevocationReason.LOGGED_OUT,
                RequestOrigin.of(request));
        WayOn.to("/account/sessions", Notice.OTHERS_ENDED);
    }

    private Row row(SessionView session, UUID current) {
        return new Row(
                session.id(),
                session.deviceName().orElseGet(() -> Device.inWords(session.userAgent(), text)),
                ShownAddress.of(session.ipAddress()),
                session.createdAt(),
                session.lastUsedAt(),
                session.id().equals(current));
    }
}
