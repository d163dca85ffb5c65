package dev.gatehouse.auth;

import java.util.UUID;

/** Whose factors, links and failed secrets: users and admins have accounts of their own and share everything else. */
public record Holder(Kind kind, UUID id) {

    /** The kinds of account. */
    public enum Kind {
        USER,
        ADMIN
    }
}
