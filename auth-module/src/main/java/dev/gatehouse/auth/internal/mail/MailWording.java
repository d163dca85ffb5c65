package dev.gatehouse.auth.internal.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Puts a mail into words, in the reader's language as far as we speak it. Links lead to the public URL only. */
final class MailWording {

    static final String BUNDLE = "dev.gatehouse.auth.mail";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final int LONGEST_FACT = 300;

    private final String publicUrl;

    MailWording(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    OutgoingMail of(MailKind kind, UUID id, Reader reader, Map<String, String> facts) {
        Words words = new Words(kind.key(), bundle(reader.language()), known(facts));
        List<MailLink> paths = kind.links();
        List<Link> links = IntStream.range(0, paths.size())
                .mapToObj(i -> link(paths.get(i), i + 1, reader, words))
                .toList();
        MailBody body = new MailBody(TextPart.of(words, links), HtmlPart.of(words, links));
        return new OutgoingMail(id, reader.address(), words.ofKind("subject"), body, words.locale());
    }

    private Link link(MailLink path, int number, Reader reader, Words words) {
        String label = path.leadsHome(reader.kind()) ? words.common("admin.home") : words.ofKind("action." + number);
        return new Link(label, publicUrl + words.filled(path.of(reader.kind()), MailWording::inUrl));
    }

    private static ResourceBundle bundle(Locale wish) {
        // not the server's own language where the reader's is missing, but the bundle without a suffix
        Control control = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle(BUNDLE, wish, MailWording.class.getClassLoader(), control);
    }

    private Map<String, String> known(Map<String, String> facts) {
        Map<String, String> known = new HashMap<>(Map.of("site", publicUrl));
        facts.forEach((name, fact) -> known.put(name, oneLine(fact)));
        return known;
    }

    private static String oneLine(String fact) {
        String line = fact.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return line.length() <= LONGEST_FACT ? line : line.substring(0, LONGEST_FACT) + "…";
    }

    private static String inUrl(String fact) {
        return URLEncoder.encode(fact, UTF_8).replace("+", "%20");
    }

    /** A button: what it says and where it leads. */
    record Link(String label, String url) {}

    /** The words of one mail in one language, with its facts at hand. */
    record Words(String kind, ResourceBundle bundle, Map<String, String> facts) {

        Locale locale() {
            return bundle.getLocale().getLanguage().isEmpty() ? Locale.ENGLISH : bundle.getLocale();
        }

        String common(String key) {
            return bundle.getString(key);
        }

        String ofKind(String key) {
            return bundle.getString(kind + "." + key);
        }

        /** The text with its facts put in, each once and never looked into again. */
        String filled(String text, UnaryOperator<String> escape) {
            Matcher placeholders = PLACEHOLDER.matcher(text);
            return placeholders.replaceAll(found -> Matcher.quoteReplacement(escape.apply(fact(found.group(1)))));
        }

        private String fact(String name) {
            String fact = facts.get(name);
            if (fact == null) {
                throw new IllegalArgumentException("the mail " + kind + " needs the fact " + name);
            }
            return fact;
        }
    }
}
