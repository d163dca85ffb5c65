package dev.gatehouse.auth.internal.holder;

import dev.gatehouse.auth.EmailAddress;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

/** What all tables of accounts have in common. */
public abstract class HolderTable<A extends StoredHolder> implements HolderAccounts {

    protected final EntityManager entityManager;
    private final Class<A> type;
    private final String byEmail;
    private final String rehash;
    private final String signedIn;

    /** @param table its name; part of statements */
    protected HolderTable(EntityManager entityManager, Class<A> type, String table) {
        this.entityManager = entityManager;
        this.type = type;
        this.byEmail = "SELECT a FROM " + type.getSimpleName() + " a WHERE a.email = :email";
        this.rehash = "UPDATE " + table + " SET password_hash = ?2 WHERE id = ?1";
        this.signedIn = "UPDATE " + table + " SET last_login_at = clock_timestamp() WHERE id = ?1";
    }

    @Override
    public Optional<A> find(UUID id) {
        return Optional.ofNullable(entityManager.find(type, id));
    }

    @Override
    public Optional<A> find(EmailAddress address) {
        return byEmail(address, LockModeType.NONE);
    }

    @Override
    public Optional<A> lock(UUID id) {
        return Optional.ofNullable(entityManager.find(type, id, LockModeType.PESSIMISTIC_WRITE));
    }

    @Override
    public Optional<A> lock(EmailAddress address) {
        return byEmail(address, LockModeType.PESSIMISTIC_WRITE);
    }

    @Override
    public void rehash(UUID id, String hash) {
        entityManager
                .createNativeQuery(rehash)
                .setParameter(1, id)
                .setParameter(2, hash)
                .executeUpdate();
    }

    @Override
    public void signedIn(UUID id) {
        entityManager.createNativeQuery(signedIn).setParameter(1, id).executeUpdate();
    }

    @Override
    public void write() {
        entityManager.flush();
    }

    private Optional<A> byEmail(EmailAddress address, LockModeType lock) {
        var query = entityManager.createQuery(byEmail, type).setParameter("email", address.value());
        if (lock != LockModeType.NONE) {
            query.setLockMode(lock);
        }
        return query.getResultList().stream().findFirst();
    }
}
