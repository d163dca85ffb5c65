package dev.gatehouse.web.admin;

import dev.gatehouse.auth.Account;
import dev.gatehouse.auth.UserRecord;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** A user as admins see it: {@code status} is active, disabled or unverified. */
public record UserItem(
        UUID id,
        String email,
        String firstName,
        String lastName,
        String name,
        String userType,
        String status,
        boolean emailVerified,
        boolean twoFactorEnabled,
        boolean passwordResetRequired,
        String locale,
        Instant disabledAt,
        String disabledReason,
        Instant createdAt,
        Instant lastLoginAt) {

    static UserItem of(UserRecord user) {
        Account account = user.account();
        return new UserItem(
                account.id(),
                account.email(),
                account.firstName(),
                account.lastName(),
                account.name(),
                account.userType(),
                status(user),
                account.emailVerified(),
                account.twoFactorEnabled(),
                user.passwordResetRequired(),
                account.locale().map(Locale::toLanguageTag).orElse(null),
                user.disabledAt().orElse(null),
                user.disabledReason().orElse(null),
                account.createdAt(),
                user.lastLoginAt().orElse(null));
    }

    private static String status(UserRecord user) {
        if (user.disabledAt().isPresent()) {
            return "disabled";
        }
        return user.account().emailVerified() ? "active" : "unverified";
    }
}
