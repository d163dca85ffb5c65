package dev.gatehouse.auth.internal.mail;

import com.google.crypto.tink.Aead;
import dev.gatehouse.auth.MailSettings;
import dev.gatehouse.testing.ModuleDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The outbox with the transactions that the container puts around its methods. */
class TransactedOutbox extends StoredOutbox {

    private final ModuleDatabase database;

    TransactedOutbox(ModuleDatabase database, Aead aead, MailSettings settings) {
        super(database.entityManager(), aead, settings);
        this.database = database;
    }

    @Override
    public List<KeptMail> kept(Optional<String> to, int limit) {
        return database.inTransaction(() -> super.kept(to, limit));
    }

    @Override
    public void clear() {
        database.inTransaction(super::clear);
    }

    @Override
    public Optional<ClaimedMail> claim() {
        return database.inTransaction(super::claim);
    }

    @Override
    public void sent(ClaimedMail mail) {
        database.inTransaction(() -> super.sent(mail));
    }

    @Override
    public void postpone(ClaimedMail mail, Duration delay, String reason) {
        database.inTransaction(() -> super.postpone(mail, delay, reason));
    }

    @Override
    public void abandon(ClaimedMail mail, String reason) {
        database.inTransaction(() -> super.abandon(mail, reason));
    }
}
