package dev.gatehouse.web.testing;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mail that a development server captured. */
public final class Mailbox {

    private static final Pattern TOKEN = Pattern.compile("/verify\\?token=([A-Za-z0-9._-]+)");

    private final Api api;

    public Mailbox(Api api) {
        this.api = api;
    }

    /** A captured mail. */
    public record Mail(String to, String subject, String text, String html) {

        /** The token of its link to a page, if it has one. */
        public Optional<String> tokenOf(String page) {
            Matcher link = Pattern.compile(Pattern.quote(page) + "\\?token=([A-Za-z0-9._-]+)")
                    .matcher(text);
            return link.find() ? Optional.of(link.group(1)) : Optional.empty();
        }

        /** The token of its verification link. */
        public String token() {
            Matcher link = TOKEN.matcher(text);
            if (!link.find()) {
                throw new AssertionError("No verification link in: " + text);
            }
            return link.group(1);
        }
    }

    /** Waits for a mail to the address that links to the page, and gives the token of the newest. */
    public String token(String address, String page) {
        return Patience.seen("mail to " + address + " with " + page, Duration.ofSeconds(5), () -> to(address).stream()
                .map(mail -> mail.tokenOf(page))
                .flatMap(Optional::stream)
                .findFirst());
    }

    /** All mail to an address, newest first. */
    public List<Mail> to(String address) {
        Answer answer = api.get("/api/dev/mail?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8))
                .send()
                .hasStatus(200);
        return answer.json().getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(item -> new Mail(
                        item.getString("to"),
                        item.getString("subject"),
                        item.getString("text"),
                        item.getString("html")))
                .toList();
    }

    public Mail newestTo(String address) {
        return Patience.seen("mail to " + address, Duration.ofSeconds(5), () -> to(address).stream()
                .findFirst());
    }
}
