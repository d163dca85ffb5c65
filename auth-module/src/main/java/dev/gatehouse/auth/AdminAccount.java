package dev.gatehouse.auth;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** An admin's account. */
public record AdminAccount(
        UUID id,
        String email,
        String firstName,
        String lastName,
        AdminRole role,
        Optional<Locale> locale,
        boolean twoFactorEnabled,
        Optional<Instant> disabledAt,
        Instant createdAt,
        Optional<Instant> lastLoginAt) {}
