package dev.gatehouse.auth.internal.invitation;

import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.Invitation;
import dev.gatehouse.auth.Invitation.Status;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** A row of the table of invitations. */
record StoredInvitation(Invitation view, Optional<String> firstName, Optional<String> lastName, Locale locale) {

    /** What {@link #read} wants, in its order. */
    static final String COLUMNS =
            """
            id, email, role, user_type, invited_by, created_at, expires_at,
              CASE WHEN accepted_at IS NOT NULL THEN 'ACCEPTED' WHEN revoked_at IS NOT NULL THEN 'REVOKED'
                WHEN expires_at <= clock_timestamp() THEN 'EXPIRED' ELSE 'OPEN' END,
              first_name, last_name, locale
            """;

    static StoredInvitation read(Object[] row) {
        Invitation view = new Invitation(
                (UUID) row[0],
                (String) row[1],
                AdminRole.named((String) row[2]),
                Optional.ofNullable((String) row[3]),
                Status.valueOf((String) row[7]),
                (UUID) row[4],
                instant(row[5]),
                instant(row[6]));
        return new StoredInvitation(
                view,
                Optional.ofNullable((String) row[8]),
                Optional.ofNullable((String) row[9]),
                Locale.forLanguageTag((String) row[10]));
    }

    UUID id() {
        return view.id();
    }

    EmailAddress address() {
        return new EmailAddress(view.email());
    }

    Holder.Kind kind() {
        return view.role().isPresent() ? Holder.Kind.ADMIN : Holder.Kind.USER;
    }

    /** As it is written in the table and in the trail. */
    String role() {
        return view.role().map(AdminRole::wireName).orElse("user");
    }

    private static Instant instant(Object column) {
        return column instanceof OffsetDateTime time ? time.toInstant() : ((Timestamp) column).toInstant();
    }
}
