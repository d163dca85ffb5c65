package dev.gatehouse.auth.internal.mail;

/** Placeholder. */
public enum MailKind {
    VERIFY_EMAIL,
    ADDRESS_ALREADY_KNOWN,
    SESSION_TOKEN_REUSED
}
