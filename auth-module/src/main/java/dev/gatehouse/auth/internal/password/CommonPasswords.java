package dev.gatehouse.auth.internal.password;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.matchers.DictionaryLoader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The passwords that are tried first: the 10,000 most common ones, in any case, and the commonest of them with digits
 * and marks behind.
 *
 * <p>The lists, most frequent first, are those that zxcvbn4j (MIT) ships, drawn from published leaks. Its list of
 * passwords leaves out what stands higher in its lists of words and names, so that these belong to it.
 */
@ApplicationScoped
class CommonPasswords {

    private static final int LISTED = 10_000;
    private static final int STEMS = 1_000;
    private static final int STEMS_OF_NAMES = 100;
    private static final int MIN_STEM = 4;

    /** No policy lets anything shorter through, so that short words need not be kept. */
    private static final int MIN_WORD = 8;

    private static final Pattern TAIL = Pattern.compile("[0-9!?.*#@$_-]++$");

    private static final DictionaryLoader PASSWORDS = StandardDictionaries.PASSWORDS_LOADER;
    private static final List<DictionaryLoader> FIRST_NAMES =
            List.of(StandardDictionaries.FEMALE_NAMES_LOADER, StandardDictionaries.MALE_NAMES_LOADER);
    private static final List<DictionaryLoader> WORDS = List.of(
            StandardDictionaries.ENGLISH_WIKIPEDIA_LOADER,
            StandardDictionaries.US_TV_AND_FILM_LOADER,
            StandardDictionaries.SURNAMES_LOADER);

    private final Set<String> listed = new HashSet<>();
    private final Set<String> stems = new HashSet<>();

    CommonPasswords() {
        listed.addAll(first(LISTED, PASSWORDS));
        stems.addAll(first(STEMS, PASSWORDS));
        FIRST_NAMES.forEach(names -> {
            stems.addAll(first(STEMS_OF_NAMES, names));
            keepLong(names);
        });
        WORDS.forEach(this::keepLong);
    }

    boolean contain(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        String stem = TAIL.matcher(lower).replaceFirst("");
        return listed.contains(lower) || stem.length() >= MIN_STEM && stems.contains(stem);
    }

    private void keepLong(DictionaryLoader words) {
        first(LISTED, words).stream().filter(word -> word.length() >= MIN_WORD).forEach(listed::add);
    }

    private static List<String> first(int count, DictionaryLoader list) {
        try {
            List<String> byFrequency = list.load().getFrequencies();
            return byFrequency.subList(0, Math.min(count, byFrequency.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
