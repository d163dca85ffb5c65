package dev.gatehouse.auth.internal.mail;

import dev.gatehouse.auth.internal.mail.MailWording.Link;
import dev.gatehouse.auth.internal.mail.MailWording.Words;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A mail for readers without HTML. */
final class TextPart {

    private TextPart() {}

    static String of(Words words, List<Link> links) {
        String addresses =
                links.stream().map(link -> link.label() + ":\n" + link.url()).collect(Collectors.joining("\n\n"));
        return Stream.of(
                        filled(words, words.ofKind("heading")),
                        filled(words, words.ofKind("intro")),
                        addresses,
                        filled(words, words.ofKind("outro")),
                        "-- \n" + filled(words, words.common("footer")))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    private static String filled(Words words, String text) {
        return words.filled(text, UnaryOperator.identity());
    }
}
