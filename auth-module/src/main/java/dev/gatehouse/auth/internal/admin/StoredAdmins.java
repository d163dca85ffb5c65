package dev.gatehouse.auth.internal.admin;

import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.AuthUnit;
import dev.gatehouse.auth.internal.account.Registration;
import dev.gatehouse.auth.internal.holder.HolderTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of admins. */
@ApplicationScoped
public class StoredAdmins extends HolderTable<StoredAdmin> {

    private static final String INSERT =
            """
            INSERT INTO auth.admin_account (id, email, password_hash, first_name, last_name, locale, role)
            VALUES (?1, ?2, ?3, ?4, ?5, CAST(?6 AS text), ?7)
            ON CONFLICT (email) DO NOTHING
            """;

    private static final String ANY = "SELECT count(*) FROM auth.admin_account";

    /** One at a time over all nodes: whoever makes the first admin. The number is this lock's name. */
    private static final String ALONE = "SELECT 1 FROM (SELECT pg_advisory_xact_lock(7200341885166120001)) AS locked";

    /** Locks in one order; whoever waits for a row sees afterwards whether it is still one of these. */
    private static final String FULL_ADMINS =
            """
            SELECT id FROM auth.admin_account WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id FOR UPDATE
            """;

    @Inject
    StoredAdmins(@AuthUnit EntityManager entityManager) {
        super(entityManager, StoredAdmin.class, "auth.admin_account");
    }

    @Override
    public Holder.Kind kind() {
        return Holder.Kind.ADMIN;
    }

    /** @return the id of the new admin; empty if the address has an admin's account already */
    public Optional<UUID> insertIfAbsent(EmailAddress address, Registration registration, AdminRole role) {
        UUID id = UUID.randomUUID();
        int inserted = entityManager
                .createNativeQuery(INSERT)
                .setParameter(1, id)
                .setParameter(2, address.value())
                .setParameter(3, registration.passwordHash())
                .setParameter(4, registration.firstName())
                .setParameter(5, registration.lastName())
                .setParameter(6, registration.locale())
                .setParameter(7, role.wireName())
                .executeUpdate();
        return inserted == 1 ? Optional.of(id) : Optional.empty();
    }

    boolean none() {
        return ((Number) entityManager.createNativeQuery(ANY).getSingleResult()).intValue() == 0;
    }

    /** As {@link #none}, and it stays so until the transaction ends, unless its caller makes one. */
    boolean noneForNow() {
        entityManager.createNativeQuery(ALONE).getSingleResult();
        return none();
    }

    /** The enabled admins of the highest role, held until the transaction ends. */
    List<UUID> lockFullAdmins() {
        List<?> ids = entityManager.createNativeQuery(FULL_ADMINS).getResultList();
        return ids.stream().map(UUID.class::cast).toList();
    }

    List<StoredAdmin> all() {
        return entityManager
                .createQuery("SELECT a FROM StoredAdmin a ORDER BY a.email", StoredAdmin.class)
                .getResultList();
    }
}
