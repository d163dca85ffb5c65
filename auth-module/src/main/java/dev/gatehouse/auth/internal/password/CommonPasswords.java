package dev.gatehouse.auth.internal.password;

import com.nulabinc.zxcvbn.StandardDictionaries;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The passwords that are tried first: the 10,000 most common, lower-case, and the 1,000 most common of them with digits
 * and marks behind. The list, by frequency, is the one that zxcvbn4j (MIT) ships, drawn from published leaks.
 */
@ApplicationScoped
class CommonPasswords {

    private static final int LISTED = 10_000;
    private static final int STEMS = 1_000;
    private static final int MIN_STEM = 4;
    private static final Pattern TAIL = Pattern.compile("[0-9!?.*#@$_-]++$");

    private final Set<String> listed;
    private final Set<String> stems;

    CommonPasswords() {
        List<String> byFrequency = byFrequency();
        listed = Set.copyOf(byFrequency.subList(0, LISTED));
        stems = Set.copyOf(byFrequency.subList(0, STEMS));
    }

    boolean contain(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        String stem = TAIL.matcher(lower).replaceFirst("");
        return listed.contains(lower) || stem.length() >= MIN_STEM && stems.contains(stem);
    }

    int size() {
        return listed.size();
    }

    private static List<String> byFrequency() {
        try {
            return StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
