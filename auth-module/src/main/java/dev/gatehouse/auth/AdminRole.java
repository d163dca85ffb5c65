package dev.gatehouse.auth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an admin may do; each role also may what those before it may. */
public enum AdminRole {
    /** Reads. */
    VIEWER,
    /** Ends sessions, unlocks, sends mails again. */
    SUPPORT,
    /** Everything. */
    ADMIN;

    /** The name in the REST API and in the database, such as {@code viewer}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AdminRole> named(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName().equals(wireName))
                .findFirst();
    }

    /** Whether whoever has this role may do what the other one is needed for. */
    public boolean includes(AdminRole needed) {
        return compareTo(needed) >= 0;
    }
}
