package dev.gatehouse.web.auth;

import dev.gatehouse.auth.Account;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** An account in an answer of the API. */
public record UserView(
        UUID id,
        String email,
        String firstName,
        String lastName,
        String name,
        String userType,
        boolean emailVerified,
        boolean twoFactorEnabled,
        String locale,
        Instant createdAt) {

    public static UserView of(Account account) {
        return new UserView(
                account.id(),
                account.email(),
                account.firstName(),
                account.lastName(),
                account.name(),
                account.userType(),
                account.emailVerified(),
                account.twoFactorEnabled(),
                account.locale().map(Locale::toLanguageTag).orElse(null),
                account.createdAt());
    }
}
