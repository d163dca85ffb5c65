package dev.gatehouse.auth;

import java.net.URI;
import java.util.Optional;

/**
 * Where new passwords are looked up among those that leaked elsewhere.
 *
 * @param rangeApi takes the first five hex digits of a SHA-1 behind its last slash, as <a
 *     href="https://haveibeenpwned.com/API/v3#SearchingPwnedPasswordsByRange">Have I Been Pwned</a> does; empty, the
 *     default, looks nothing up
 */
public record BreachSettings(Optional<URI> rangeApi) {

    /** The public service. */
    public static final URI HAVE_I_BEEN_PWNED = URI.create("https://api.pwnedpasswords.com/range/");

    public static BreachSettings off() {
        return new BreachSettings(Optional.empty());
    }
}
