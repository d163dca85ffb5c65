package dev.gatehouse.auth.internal.directory;

import dev.gatehouse.auth.Position;
import dev.gatehouse.auth.UserRecord;
import dev.gatehouse.auth.Users.Status;
import dev.gatehouse.auth.internal.AuthUnit;
import dev.gatehouse.auth.internal.account.StoredAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds accounts for admins. A part of an address or name is looked for in all of them: admins search seldom. */
@ApplicationScoped
class UserSearch {

    private static final String SEARCH =
            """
            SELECT * FROM auth.account
            WHERE (CAST(?1 AS text) IS NULL OR email LIKE ?1 OR lower(first_name || ' ' || last_name) LIKE ?1
                OR CAST(id AS text) = ?2)
              AND (CAST(?3 AS text) IS NULL
                OR ?3 = CASE WHEN disabled_at IS NOT NULL THEN 'disabled'
                  WHEN email_verified_at IS NULL THEN 'unverified' ELSE 'active' END)
              AND (CAST(?4 AS timestamptz) IS NULL
                OR (created_at, id) < (CAST(?4 AS timestamptz), CAST(?5 AS uuid)))
            ORDER BY created_at DESC, id DESC LIMIT ?6
            """;

    private final EntityManager entityManager;

    @Inject
    UserSearch(@AuthUnit EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    List<UserRecord> search(Optional<String> query, Optional<Status> status, Optional<Position> before, int limit) {
        Optional<String> plain = query.map(text -> text.strip().toLowerCase(Locale.ROOT));
        List<?> found = entityManager
                .createNativeQuery(SEARCH, StoredAccount.class)
                .setParameter(1, plain.map(UserSearch::anywhere).orElse(null))
                .setParameter(2, plain.orElse(null))
                .setParameter(
                        3,
                        status.map(wanted -> wanted.name().toLowerCase(Locale.ROOT))
                                .orElse(null))
                .setParameter(
                        4,
                        before.map(at -> at.createdAt().atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .setParameter(5, before.map(Position::id).orElse(null))
                .setParameter(6, limit)
                .getResultList();
        return found.stream()
                .map(StoredAccount.class::cast)
                .map(StoredAccount::record)
                .toList();
    }

    /** What is typed means itself. */
    private static String anywhere(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
