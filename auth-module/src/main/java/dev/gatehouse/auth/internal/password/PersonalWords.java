package dev.gatehouse.auth.internal.password;

import dev.gatehouse.auth.EmailAddress;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words that everybody who knows a person would try first: from the address and the name. */
public final class PersonalWords {

    private static final int MIN_WORD = 4;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}]+");

    private final Set<String> words = new HashSet<>();

    private PersonalWords() {}

    /** Names may be null, as they come from a form that has faults. */
    public static PersonalWords of(Optional<EmailAddress> address, String... names) {
        PersonalWords own = new PersonalWords();
        address.ifPresent(known -> {
            own.addAll(known.localPart());
            String domain = known.domain();
            own.addAll(domain.substring(0, domain.lastIndexOf('.')));
        });
        Stream.of(names).filter(name -> name != null && name.length() <= 1000).forEach(own::addAll);
        return own;
    }

    boolean occurIn(String password) {
        String folded = fold(password);
        return words.stream().anyMatch(folded::contains);
    }

    private void addAll(String text) {
        String folded = fold(text);
        Stream.concat(Stream.of(folded), Arrays.stream(BETWEEN_WORDS.split(folded)))
                .filter(word -> word.length() >= MIN_WORD)
                .forEach(words::add);
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
