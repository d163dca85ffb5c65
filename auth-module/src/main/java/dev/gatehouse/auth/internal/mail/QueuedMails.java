package dev.gatehouse.auth.internal.mail;

import dev.gatehouse.auth.MailSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;

/** Mails that wait in the outbox; a transport, where there is one, is woken once the transaction has committed. */
@ApplicationScoped
class QueuedMails implements Mails {

    private final StoredOutbox outbox;
    private final MailWording wording;
    private final MailSettings settings;
    private final Event<MailQueued> queued;

    @Inject
    QueuedMails(StoredOutbox outbox, MailSettings settings, Event<MailQueued> queued) {
        this.outbox = outbox;
        this.wording = new MailWording(settings.publicUrl());
        this.settings = settings;
        this.queued = queued;
    }

    @Override
    public boolean send(MailKind kind, Reader reader, Map<String, String> facts) {
        if (!outbox.add(kind, worded(kind, reader, facts), settings.delivers())) {
            return false;
        }
        if (settings.delivers()) {
            queued.fire(new MailQueued());
        }
        return true;
    }

    @Override
    public void rehearse(MailKind kind, Reader reader, Map<String, String> facts) {
        outbox.rehearse(kind, worded(kind, reader, facts), settings.delivers());
    }

    private OutgoingMail worded(MailKind kind, Reader reader, Map<String, String> facts) {
        String recipient = reader.address();
        if (recipient.isBlank() || recipient.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an address that no mail can go to");
        }
        return wording.of(kind, UUID.randomUUID(), reader, facts);
    }
}
