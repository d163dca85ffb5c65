package dev.gatehouse.auth.internal.mail;

import java.util.Locale;
import java.util.UUID;

/**
 * A mail that one sender may deliver until its lease ends.
 *
 * @param attempt the number of this attempt; fences off a sender whose lease has gone to another
 */
record ClaimedMail(UUID id, String recipient, String subject, byte[] body, Locale locale, int attempt) {

    @Override
    public String toString() {
        return "ClaimedMail[" + id + ", attempt " + attempt + "]";
    }
}
