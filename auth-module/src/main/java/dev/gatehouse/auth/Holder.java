package dev.gatehouse.auth;

import java.util.UUID;

/** Whose secret it is: users and admins have accounts of their own, and share what guards them. */
public record Holder(Kind kind, UUID id) {

    /** The kinds of account. */
    public enum Kind {
        USER,
        ADMIN
    }
}
