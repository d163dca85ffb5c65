package dev.gatehouse.auth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways to show a second factor. */
public enum FactorMethod {
    /** A code of an authenticator app (RFC 6238): 6 digits. */
    TOTP,
    /** A code mailed for this one sign-in: 8 digits. */
    EMAIL,
    /** One of ten codes kept for the day on which the phone is lost. */
    RECOVERY;

    /** The name in the REST API, such as {@code totp}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FactorMethod> named(String wireName) {
        return Arrays.stream(values())
                .filter(method -> method.wireName().equals(wireName))
                .findFirst();
    }
}
