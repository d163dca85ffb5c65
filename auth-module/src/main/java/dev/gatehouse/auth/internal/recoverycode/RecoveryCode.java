package dev.gatehouse.auth.internal.recoverycode;

import dev.gatehouse.auth.internal.token.LinkToken;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * 130 random bits as 26 characters of Crockford's Base32, which has no I, L, O and U. From 112 bits on a plain SHA-256
 * keeps a code secret (NIST SP 800-63B-4 section 3.1.2.2), so that checking one waits for no hashing gate.
 *
 * @param characters upper-case, without hyphens
 */
public record RecoveryCode(String characters) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 26;
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z]+(?:[ -][0-9A-Za-z]+)*");
    private static final Pattern CHARACTERS = Pattern.compile("[0-9A-HJKMNP-TV-Z]{" + LENGTH + "}");
    private static final Pattern GROUP_END = Pattern.compile("(?<=\\G.{5})(?=.{5})");

    static RecoveryCode draw(SecureRandom random) {
        return new RecoveryCode(random.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(ALPHABET::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining()));
    }

    /** The code that somebody typed, in any case, with hyphens, spaces or neither, and with O for 0 or I and L for 1. */
    public static Optional<RecoveryCode> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        String characters = text.replaceAll("[ -]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replaceAll("[IL]", "1");
        return CHARACTERS.matcher(characters).matches() ? Optional.of(new RecoveryCode(characters)) : Optional.empty();
    }

    /** In groups, for reading. */
    String text() {
        return GROUP_END.matcher(characters).replaceAll("-");
    }

    byte[] hash() {
        return LinkToken.sha256(characters);
    }

    @Override
    public String toString() {
        return "RecoveryCode[hidden]";
    }
}
