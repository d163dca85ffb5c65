package dev.gatehouse.auth.internal.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.util.Date;

/** Our mails in MIME: text and HTML as alternatives, marked as sent by a machine (RFC 3834). */
final class SmtpMessages {

    private final InternetAddress from;

    SmtpMessages(String from) {
        try {
            this.from = new InternetAddress(from, true);
            this.from.setPersonal(this.from.getPersonal(), UTF_8.name());
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalArgumentException("the sender's address is not one", e);
        }
    }

    MimeMessage of(OutgoingMail mail, InternetAddress recipient, Session session) throws MessagingException {
        MimeMessage message = new WithOwnId(session, "<" + mail.id() + "@" + domain() + ">");
        message.setFrom(from);
        message.setRecipient(RecipientType.TO, recipient);
        message.setSubject(mail.subject(), UTF_8.name());
        message.setSentDate(new Date());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setContentLanguage(new String[] {mail.locale().toLanguageTag()});
        message.setContent(new MimeMultipart(
                "alternative",
                part(mail.body().text(), "plain"),
                part(mail.body().html(), "html")));
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String content, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(content, UTF_8.name(), subtype);
        return part;
    }

    private String domain() {
        String address = from.getAddress();
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** The same mail sent twice keeps its Message-ID, so that mailboxes can tell. */
    private static final class WithOwnId extends MimeMessage {

        private final String id;

        WithOwnId(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
