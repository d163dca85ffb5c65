package dev.gatehouse.auth;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.util.Optional;

/**
 * How mail leaves.
 *
 * @param from the sender's address, with or without a display name
 * @param publicUrl what links in mails begin with, without a trailing slash; never taken from a request
 * @param smtp {@code smtp://user:password@host:port} or {@code smtps://…}; ports 587 and 465 unless given; the first
 *     choice. Over {@code smtp} STARTTLS is required, on a loopback host ({@code localhost}, {@code 127.0.0.0/8},
 *     {@code [::1]}) taken where it is offered; {@code ?starttls=required}, {@code ?starttls=optional} (taken where it
 *     is offered, so that whoever is in between can keep the mail in plain text) and {@code ?starttls=off} (never asked
 *     for) decide otherwise
 * @param sendGridKey the second choice; with neither, mails are only kept
 * @param keepSent whether bodies stay readable after sending (development)
 */
public record MailSettings(
        String from, String publicUrl, Optional<URI> smtp, Optional<String> sendGridKey, boolean keepSent) {

    /** Whether mails leave at all, rather than only being kept. */
    public boolean delivers() {
        return smtp.isPresent() || sendGridKey.isPresent();
    }

    /** What is wrong with the sender's address, told to an administrator; empty if nothing is. */
    public Optional<String> fault() {
        boolean oneLine = from.chars().noneMatch(Character::isISOControl);
        return oneLine && isOneAddress(from)
                ? Optional.empty()
                : Optional.of("must be one address such as Gatehouse <no-reply@example.org>");
    }

    private static boolean isOneAddress(String text) {
        try {
            return !new InternetAddress(text, true).isGroup();
        } catch (AddressException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "MailSettings[" + from + ", " + publicUrl + "]";
    }
}
