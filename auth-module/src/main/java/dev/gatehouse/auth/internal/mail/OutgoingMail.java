package dev.gatehouse.auth.internal.mail;

import java.util.Locale;
import java.util.UUID;

/** A mail with its words, on the way to or from the outbox. */
record OutgoingMail(UUID id, String recipient, String subject, MailBody body, Locale locale) {

    @Override
    public String toString() {
        return "OutgoingMail[" + id + "]";
    }
}
