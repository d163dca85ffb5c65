package dev.gatehouse.audit;

import java.util.Optional;
import java.util.UUID;

/**
 * Who did it.
 *
 * @param id absent for the system and for strangers
 */
public record Actor(Type type, Optional<UUID> id) {

    /** The kinds of actor. */
    public enum Type {
        USER,
        ADMIN,
        SYSTEM,
        ANONYMOUS
    }

    public static Actor user(UUID accountId) {
        return new Actor(Type.USER, Optional.of(accountId));
    }

    public static Actor admin(UUID adminId) {
        return new Actor(Type.ADMIN, Optional.of(adminId));
    }

    public static Actor system() {
        return new Actor(Type.SYSTEM, Optional.empty());
    }

    public static Actor anonymous() {
        return new Actor(Type.ANONYMOUS, Optional.empty());
    }
}
