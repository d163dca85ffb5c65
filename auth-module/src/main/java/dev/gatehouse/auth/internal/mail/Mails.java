package dev.gatehouse.auth.internal.mail;

import dev.gatehouse.auth.MailSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Writes mails to the outbox, as part of the transaction that causes them. */
@ApplicationScoped
public class Mails {

    private final StoredOutbox outbox;
    private final MailWording wording;
    private final MailSettings settings;
    private final Event<MailQueued> queued;

    @Inject
    Mails(StoredOutbox outbox, MailSettings settings, Event<MailQueued> queued) {
        this.outbox = outbox;
        this.wording = new MailWording(settings.publicUrl());
        this.settings = settings;
        this.queued = queued;
    }

    /**
     * Queues a mail in the caller's transaction; it leaves after the commit, or never if that fails.
     *
     * @param recipient a normalised address
     * @param locale the language wished for; English where we do not speak it
     * @param facts what the kind says it needs; text, escaped here
     * @return false, and nothing written, if this address got five mails of this kind within the last hour
     * @throws IllegalArgumentException if a fact is missing or the address holds a control character
     */
    public boolean send(MailKind kind, String recipient, Locale locale, Map<String, String> facts) {
        if (recipient.isBlank() || recipient.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an address that no mail can go to");
        }
        OutgoingMail mail = wording.of(kind, UUID.randomUUID(), recipient, locale, facts);
        if (!outbox.add(kind, mail, settings.delivers())) {
            return false;
        }
        if (settings.delivers()) {
            queued.fire(new MailQueued());
        }
        return true;
    }
}
