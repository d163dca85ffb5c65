package dev.gatehouse.session;

/** Why a session was ended; stored in the row in lower case. */
public enum RevocationReason {
    LOGGED_OUT,
    REVOKED_BY_OWNER,
    REVOKED_BY_ADMIN,
    TOKEN_REUSED,
    PASSWORD_CHANGED,
    SECOND_FACTOR_CHANGED,
    SECOND_FACTOR_DEMANDED,
    ADDRESS_PROVEN_BY_ANOTHER,
    ADDRESS_RESTORED,
    PASSWORD_RESET_FORCED,
    DENIED_BY_OWNER,
    ACCOUNT_DISABLED,
    ACCOUNT_DELETED
}
