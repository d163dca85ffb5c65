package dev.gatehouse.auth.internal.mail;

/** Fired inside the transaction that wrote a mail to the outbox. */
public record MailQueued() {}
