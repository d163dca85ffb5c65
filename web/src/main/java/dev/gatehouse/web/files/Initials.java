package dev.gatehouse.web.files;

import dev.gatehouse.auth.Account;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands for a person without a picture: the first letters of the names on a colour that is always the same for the
 * same account. White letters have a contrast of at least 4.5 on each of the colours.
 */
record Initials(UUID id, String letters) {

    private static final List<String> COLOURS = List.of(
            "#1f4f8f", "#17663a", "#8a3b12", "#6b3fa0", "#a3262a", "#0f6674", "#7a4b00", "#a0276b", "#3d5a1e",
            "#4a4e9e");

    private static final String UNKNOWN = "?";

    static Initials of(Account account) {
        String letters = Stream.of(account.firstName(), account.lastName())
                .map(Initials::letter)
                .collect(Collectors.joining());
        return new Initials(account.id(), letters.isEmpty() ? UNKNOWN : letters);
    }

    /** Letters and digits only: nothing here can become markup. */
    private static String letter(String name) {
        return name == null
                ? ""
                : name.codePoints()
                        .filter(Character::isLetterOrDigit)
                        .mapToObj(Character::toString)
                        .map(letter -> letter.toUpperCase(Locale.ROOT))
                        .findFirst()
                        .orElse("");
    }

    String svg() {
        String colour = COLOURS.get(Math.floorMod(id.hashCode(), COLOURS.size()));
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 400\" width=\"400\" height=\"400\">"
                + "<rect width=\"400\" height=\"400\" fill=\"" + colour + "\"/>"
                + "<text x=\"200\" y=\"200\" dy=\".35em\" fill=\"#fff\" font-size=\""
                + (letters.length() > 2 ? 110 : 160)
                + "\" font-weight=\"600\" text-anchor=\"middle\""
                + " font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif\">"
                + letters + "</text></svg>";
    }
}
