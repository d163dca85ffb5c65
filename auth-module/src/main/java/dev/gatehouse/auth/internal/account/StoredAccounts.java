package dev.gatehouse.auth.internal.account;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.AuthUnit;
import dev.gatehouse.auth.internal.holder.HolderTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Optional;
import java.util.UUID;

/** The table of accounts. */
@ApplicationScoped
public class StoredAccounts extends HolderTable<StoredAccount> {

    private static final String INSERT =
            """
            INSERT INTO auth.account (id, email, password_hash, first_name, last_name, user_type, locale)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (email) DO NOTHING
            """;

    private static final String IMPORT =
            """
            INSERT INTO auth.account
                   (id, email, password_hash, first_name, last_name, user_type, locale, email_verified_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, CASE WHEN ?8 THEN clock_timestamp() END)
            ON CONFLICT (email) DO NOTHING
            """;

    private static final String ACCEPT_TERMS =
            """
            INSERT INTO auth.consent (account_id, kind, version) VALUES (?1, 'terms', '1')
            ON CONFLICT DO NOTHING
            """;

    @Inject
    StoredAccounts(@AuthUnit EntityManager entityManager) {
        super(entityManager, StoredAccount.class, "auth.account");
    }

    @Override
    public Holder.Kind kind() {
        return Holder.Kind.USER;
    }

    /** @return false if the address has an account already; it is left as it is */
    public boolean insertIfAbsent(EmailAddress address, Registration registration) {
        return insertion(INSERT, UUID.randomUUID(), address, registration).executeUpdate() == 1;
    }

    /** @return the id of the new account; empty if the address has one already, which is left as it is */
    public Optional<UUID> insertIfAbsent(EmailAddress address, Registration registration, boolean verified) {
        UUID id = UUID.randomUUID();
        int inserted = insertion(IMPORT, id, address, registration)
                .setParameter(8, verified)
                .executeUpdate();
        return inserted == 1 ? Optional.of(id) : Optional.empty();
    }

    private Query insertion(String sql, UUID id, EmailAddress address, Registration registration) {
        return entityManager
                .createNativeQuery(sql)
                .setParameter(1, id)
                .setParameter(2, address.value())
                .setParameter(3, registration.passwordHash())
                .setParameter(4, registration.firstName())
                .setParameter(5, registration.lastName())
                .setParameter(6, registration.userType())
                .setParameter(7, registration.locale());
    }

    /** Keeps that, and when, the terms were accepted. */
    public void acceptTerms(UUID id) {
        entityManager.createNativeQuery(ACCEPT_TERMS).setParameter(1, id).executeUpdate();
    }
}
