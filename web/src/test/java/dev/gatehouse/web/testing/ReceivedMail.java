package dev.gatehouse.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail as a real SMTP server received it. */
public record ReceivedMail(String from, String contentType, List<String> partTypes, List<String> parts) {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"<>]+");
    private static final Pattern TOKEN = Pattern.compile("/verify\\?token=([A-Za-z0-9._-]+)");

    /** Waits for the first mail to an address. */
    public static ReceivedMail at(GreenMail server, String address) {
        return Patience.seen(
                "mail to " + address, Duration.ofSeconds(20), () -> Arrays.stream(server.getReceivedMessages())
                        .filter(message -> isTo(message, address))
                        .map(ReceivedMail::read)
                        .findFirst());
    }

    /** A mail from its text as it went over the wire. */
    public static ReceivedMail parsed(String text) {
        try {
            return read(new MimeMessage(null, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        } catch (MessagingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Checks what every mail must be like. */
    public ReceivedMail isWellFormed(String publicUrl) {
        assertThat(from).contains("@" + URI.create(publicUrl).getHost());
        assertThat(contentType).startsWith("multipart/alternative");
        assertThat(partTypes).hasSize(2);
        assertThat(partTypes.get(0)).startsWith("text/plain");
        assertThat(partTypes.get(1)).startsWith("text/html");
        assertThat(parts)
                .allSatisfy(part -> assertThat(links(part)).isNotEmpty().allMatch(link -> link.startsWith(publicUrl)));
        return this;
    }

    /** The token of the verification link. */
    public String token() {
        Matcher token = TOKEN.matcher(parts.get(0));
        assertThat(token.find()).as(parts.get(0)).isTrue();
        return token.group(1);
    }

    private static List<String> links(String part) {
        return LINK.matcher(part).results().map(MatchResult::group).toList();
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            return message.getAllRecipients()[0].toString().equals(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ReceivedMail read(MimeMessage message) {
        try {
            MimeMultipart content = (MimeMultipart) message.getContent();
            return new ReceivedMail(
                    message.getFrom()[0].toString(),
                    content.getContentType(),
                    List.of(
                            content.getBodyPart(0).getContentType(),
                            content.getBodyPart(1).getContentType()),
                    List.of(
                            content.getBodyPart(0).getContent().toString(),
                            content.getBodyPart(1).getContent().toString()));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
