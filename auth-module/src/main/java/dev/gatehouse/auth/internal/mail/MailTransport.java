package dev.gatehouse.auth.internal.mail;

import dev.gatehouse.auth.MailSettings;

/** A way out of the house. Reasons in its exceptions never quote a server's words: they may repeat the mail's links. */
interface MailTransport {

    /**
     * Returns once somebody else has taken responsibility for the mail.
     *
     * @throws MailRefused if this mail will never be accepted
     * @throws MailDeferred if this mail was not accepted, or perhaps not, and others may fare better
     * @throws MailUnavailable if nothing was handed over because the server serves nobody
     */
    void deliver(OutgoingMail mail) throws MailRefused, MailDeferred, MailUnavailable;

    static MailTransport chosen(MailSettings settings) {
        if (settings.smtp().isPresent()) {
            return new SmtpTransport(settings, settings.smtp().get());
        }
        if (settings.sendGridKey().isPresent()) {
            return new SendGridTransport(settings, settings.sendGridKey().get());
        }
        return mail -> {
            throw new MailUnavailable("no transport", null);
        };
    }
}
