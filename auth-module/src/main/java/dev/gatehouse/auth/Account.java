package dev.gatehouse.auth;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** An account as its owner sees it. */
public record Account(
        UUID id,
        String email,
        String firstName,
        String lastName,
        String userType,
        Optional<Locale> locale,
        boolean emailVerified,
        boolean twoFactorEnabled,
        Instant createdAt) {

    /** First and last name, with one space between them. */
    public String name() {
        return (firstName + " " + lastName).strip();
    }
}
