package dev.gatehouse.auth.internal.mail;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.gatehouse.auth.MailSettings;
import dev.gatehouse.auth.Outbox;
import dev.gatehouse.auth.Outbox.KeptMail;
import dev.gatehouse.testing.ModuleDatabase;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Mail on a real database, wired by hand as the container does it. */
public final class MailFixture {

    static final String PUBLIC_URL = "https://id.example.org";

    static final Aead AEAD = aead();

    final ModuleDatabase database;
    final MailSettings settings;
    final TransactedOutbox outbox;

    /** @param settings where mails go, if anywhere */
    public MailFixture(ModuleDatabase database, MailSettings settings) {
        this.database = database;
        this.settings = settings;
        this.outbox = new TransactedOutbox(database, AEAD, settings);
    }

    /** Mails that are only kept. */
    public static MailFixture keeping(ModuleDatabase database) {
        return new MailFixture(
                database,
                new MailSettings(
                        "Gatehouse <no-reply@example.org>", PUBLIC_URL, Optional.empty(), Optional.empty(), true));
    }

    /** Mails that leave, and whose bodies are dropped then. */
    static MailFixture sending(ModuleDatabase database, URI smtp) {
        return new MailFixture(database, sendingTo(smtp));
    }

    static MailSettings sendingTo(URI smtp) {
        return new MailSettings(
                "Gatehouse <no-reply@example.org>", PUBLIC_URL, Optional.of(smtp), Optional.empty(), false);
    }

    /** For whoever sends mail; the transaction is the caller's. */
    public Mails mails() {
        return new QueuedMails(outbox, settings, unheard());
    }

    public Outbox outbox() {
        return outbox;
    }

    /** The kept mails to an address, newest first. */
    public List<KeptMail> to(String address) {
        return outbox.kept(Optional.of(address), 50);
    }

    boolean sendLink(String recipient, String token) {
        return database.inTransaction(() ->
                mails().send(MailKind.VERIFY_EMAIL, Reader.at(recipient, Locale.ENGLISH), Map.of("token", token)));
    }

    MailSender sender(MailTransport transport, ExecutorService workers) {
        return new MailSender(outbox, transport, settings, workers);
    }

    void makeEverythingDue() {
        database.execute("UPDATE auth.mail_outbox SET next_attempt_at = clock_timestamp() WHERE state = 'waiting'");
    }

    int count(String state) {
        return Integer.parseInt(database.query("SELECT count(*) FROM auth.mail_outbox WHERE state = '" + state + "'"));
    }

    /** Without a container nobody observes; what is queued is found by the next call of the sender. */
    @SuppressWarnings("unchecked")
    private static Event<MailQueued> unheard() {
        return (Event<MailQueued>) Proxy.newProxyInstance(
                MailFixture.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> null);
    }

    private static Aead aead() {
        try {
            return new AesGcmJce(new byte[32]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
