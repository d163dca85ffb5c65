package dev.gatehouse.auth.internal.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.auth.internal.mail.MailWording.Link;
import dev.gatehouse.auth.internal.mail.MailWording.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A mail as a page. Everything that comes from a bundle or a person is escaped; only the template is markup. */
final class HtmlPart {

    private static final String TEMPLATE = template();
    private static final Pattern SLOT = Pattern.compile("\\[\\[(\\w+)]]");
    private static final String PARAGRAPH = "<p style=\"margin:0 0 16px\">%s</p>";
    private static final String BUTTON =
            """
            <p style="margin:24px 0 8px"><a href="%1$s" style="display:inline-block;padding:12px 22px;\
            border-radius:8px;background:#1f4f8f;color:#ffffff;font-weight:600;text-decoration:none">%2$s</a></p>
            <p style="margin:0 0 16px;font-size:13px;color:#5c6773;word-break:break-all">%1$s</p>
            """;

    private HtmlPart() {}

    static String of(Words words, List<Link> links) {
        String buttons = links.stream()
                .map(link -> BUTTON.formatted(escaped(link.url()), escaped(link.label())))
                .collect(Collectors.joining());
        Map<String, String> slots = Map.of(
                "language", escaped(words.locale().toLanguageTag()),
                "subject", escaped(words.ofKind("subject")),
                "heading", filled(words, words.ofKind("heading")),
                "intro", paragraphs(words, words.ofKind("intro")),
                "buttons", buttons,
                "outro", paragraphs(words, words.ofKind("outro")),
                "footer", filled(words, words.common("footer")));
        return SLOT.matcher(TEMPLATE).replaceAll(slot -> Matcher.quoteReplacement(slots.get(slot.group(1))));
    }

    private static String paragraphs(Words words, String text) {
        return Arrays.stream(text.split("\n\n"))
                .map(paragraph -> PARAGRAPH.formatted(filled(words, paragraph)))
                .collect(Collectors.joining("\n"));
    }

    private static String filled(Words words, String text) {
        return words.filled(escaped(text), HtmlPart::escaped);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String template() {
        try (InputStream page = HtmlPart.class.getResourceAsStream("/dev/gatehouse/auth/mail.html")) {
            return new String(page.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
