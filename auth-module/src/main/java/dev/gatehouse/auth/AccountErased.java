package dev.gatehouse.auth;

import java.util.UUID;

/**
 * An account is being erased. Fired inside the transaction that does it, for those who keep something of the account
 * that this module does not know of.
 */
public record AccountErased(UUID accountId) {}
