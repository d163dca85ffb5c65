package dev.gatehouse.auth;

/** Why somebody who is signed in was not taken for the owner. Nothing was changed. */
public enum ProofRefusal {
    /** The password is wrong; counted as a failed secret. */
    INVALID_CREDENTIALS,
    /** Too many wrong secrets: the password was not looked at. */
    TOO_MANY_ATTEMPTS,
    /** There is no password, and the session is no longer fresh. */
    FRESH_LOGIN_REQUIRED,
    /** The session, or the account's right to one, has ended. */
    SESSION_ENDED
}
