package dev.gatehouse.auth.internal.invitation;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.Position;
import dev.gatehouse.auth.internal.Statements;
import dev.gatehouse.auth.internal.token.LinkToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The table of invitations. */
@ApplicationScoped
class StoredInvitations {

    private static final Duration LIFETIME = Duration.ofDays(7);

    /** Whoever invites one address waits for whoever else does: of two at once the later one is the newest. */
    private static final String ALONE =
            "SELECT 1, 2 FROM (SELECT pg_advisory_xact_lock(hashtextextended('invitation ' || ?1, 0))) AS locked";

    private static final String REPLACE =
            """
            UPDATE auth.invitation SET revoked_at = clock_timestamp()
            WHERE email = ?1 AND (role = 'user') = (?2 = 'user') AND accepted_at IS NULL AND revoked_at IS NULL
            """;

    private static final String INSERT =
            """
            INSERT INTO auth.invitation (id, email, role, user_type, first_name, last_name, locale, token_hash,
                invited_by, expires_at)
            VALUES (?1, ?2, ?3, CAST(?4 AS text), CAST(?5 AS text), CAST(?6 AS text), ?7, ?8, ?9,
                clock_timestamp() + make_interval(secs => ?10))
            """;

    private static final String SELECT = "SELECT " + StoredInvitation.COLUMNS + " FROM auth.invitation ";

    private static final String NOT_ENDED = " AND accepted_at IS NULL AND revoked_at IS NULL";

    /** Nobody becomes an admin by the word of somebody who may no longer give it. */
    private static final String OPEN = " token_hash = ?1 AND expires_at > clock_timestamp()" + NOT_ENDED
            + " AND (role = 'user' OR EXISTS (SELECT 1 FROM auth.admin_account a WHERE a.id = invited_by"
            + " AND a.role = 'admin' AND a.disabled_at IS NULL))";

    private static final String LIST = SELECT
            + "WHERE CAST(?1 AS timestamptz) IS NULL OR (created_at, id) < (CAST(?1 AS timestamptz), CAST(?2 AS uuid))"
            + " ORDER BY created_at DESC, id DESC LIMIT ?3";

    private static final String RENEW =
            """
            UPDATE auth.invitation SET token_hash = ?2, invited_by = ?3,
                expires_at = clock_timestamp() + make_interval(secs => ?4)
            WHERE id = ?1"""
                    + NOT_ENDED;

    private static final String REVOKE =
            "UPDATE auth.invitation SET revoked_at = clock_timestamp() WHERE id = ?1" + NOT_ENDED;

    private static final String ACCEPT = "UPDATE auth.invitation SET accepted_at = clock_timestamp() WHERE" + OPEN;

    private final Statements statements;

    @Inject
    StoredInvitations(Statements statements) {
        this.statements = statements;
    }

    /** The older open ones of this address and kind end. */
    StoredInvitation add(Guest guest, LinkToken token, UUID adminId) {
        statements.first(ALONE, guest.address().value());
        statements.write(REPLACE, guest.address().value(), guest.role());
        UUID id = UUID.randomUUID();
        statements.write(
                INSERT,
                id,
                guest.address().value(),
                guest.role(),
                guest.userType().orElse(null),
                guest.firstName().orElse(null),
                guest.lastName().orElse(null),
                guest.locale().toLanguageTag(),
                token.hash(),
                adminId,
                (double) LIFETIME.toSeconds());
        return find(id).orElseThrow();
    }

    Optional<StoredInvitation> find(UUID id) {
        return statements.first(SELECT + "WHERE id = ?1", id).map(StoredInvitation::read);
    }

    /** The one that this token would open now. */
    Optional<StoredInvitation> open(LinkToken token) {
        return statements.first(SELECT + "WHERE" + OPEN, token.hash()).map(StoredInvitation::read);
    }

    List<StoredInvitation> list(Optional<Position> before, int limit) {
        Optional<OffsetDateTime> at = before.map(place -> place.createdAt().atOffset(ZoneOffset.UTC));
        return statements.all(LIST, at.orElse(null), before.map(Position::id).orElse(null), limit).stream()
                .map(StoredInvitation::read)
                .toList();
    }

    boolean renew(UUID id, LinkToken token, UUID adminId) {
        return statements.writeOne(RENEW, id, token.hash(), adminId, (double) LIFETIME.toSeconds());
    }

    boolean revoke(UUID id) {
        return statements.writeOne(REVOKE, id);
    }

    /** Uses the invitation up. Of any number of simultaneous callers one gets true. */
    boolean accept(LinkToken token) {
        return statements.writeOne(ACCEPT, token.hash());
    }

    /** Somebody who is to be invited; nothing is wrong with them. */
    record Guest(
            EmailAddress address,
            String role,
            Optional<String> userType,
            Optional<String> firstName,
            Optional<String> lastName,
            Locale locale) {}
}
