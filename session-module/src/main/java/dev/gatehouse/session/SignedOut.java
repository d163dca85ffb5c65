package dev.gatehouse.session;

import java.util.UUID;

/**
 * Fired inside the transaction in which an account signs out, or is signed out of all sessions, whether or not it had
 * any: whatever is half-way to a session of this account should end with it.
 */
public record SignedOut(UUID accountId) {}
