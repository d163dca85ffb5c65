package dev.gatehouse.auth.internal.mail;

import dev.gatehouse.auth.MailSettings;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Hands mails to an SMTP server (RFC 5321), each over a connection of its own. */
final class SmtpTransport implements MailTransport {

    private static final Logger LOG = Logger.getLogger(SmtpTransport.class.getName());

    private final SmtpServer server;
    private final SmtpMessages messages;

    SmtpTransport(MailSettings settings, URI address) {
        this.server = SmtpServer.at(address, settings.publicUrl());
        this.messages = new SmtpMessages(settings.from());
    }

    @Override
    public void deliver(OutgoingMail mail) throws MailRefused, MailDeferred, MailUnavailable {
        InternetAddress recipient = recipient(mail);
        Session session = server.session(mail);
        try {
            MimeMessage message = messages.of(mail, recipient, session);
            Transport connection = session.getTransport("smtp");
            try {
                connect(connection);
                connection.sendMessage(message, message.getAllRecipients());
            } finally {
                close(connection);
            }
        } catch (SMTPSendFailedException e) {
            turnedDown(e.getCommand(), e.getReturnCode(), e);
        } catch (SendFailedException e) {
            if (e.getNextException() instanceof SMTPAddressFailedException refused) {
                turnedDown(refused.getCommand(), refused.getReturnCode(), e);
            }
            throw new MailDeferred("not sent", e);
        } catch (MessagingException e) {
            throw new MailDeferred("connection lost" + why(e), e);
        }
    }

    private void connect(Transport connection) throws MailUnavailable {
        try {
            server.connect(connection);
        } catch (AuthenticationFailedException e) {
            throw new MailUnavailable("sign-in refused", e);
        } catch (MessagingException e) {
            throw new MailUnavailable("no connection" + why(e), e);
        }
    }

    /** The kind of fault tells an operator enough; its message may quote the server. */
    private static String why(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == fault ? "" : ": " + root.getClass().getSimpleName();
    }

    /** What happens after the server's answer does not change it. */
    private static void close(Transport connection) {
        try {
            connection.close();
        } catch (MessagingException e) {
            LOG.log(Level.FINE, "the mail server left without a word", e);
        }
    }

    /** A sender's address that is turned down is our own fault: waiting lets somebody correct it. */
    private static void turnedDown(String command, int code, MessagingException cause)
            throws MailRefused, MailDeferred, MailUnavailable {
        String reason = "SMTP " + code;
        if (command.startsWith("MAIL FROM")) {
            throw new MailUnavailable("sender: " + reason, cause);
        }
        if (code >= 500) {
            throw new MailRefused(reason, cause);
        }
        throw new MailDeferred(reason, cause);
    }

    private static InternetAddress recipient(OutgoingMail mail) throws MailRefused {
        try {
            InternetAddress recipient = new InternetAddress();
            recipient.setAddress(mail.recipient());
            recipient.validate();
            return recipient;
        } catch (AddressException e) {
            throw new MailRefused("not an address", null);
        }
    }
}
