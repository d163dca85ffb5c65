package dev.gatehouse.session.internal.revocation;

import java.util.UUID;

/** Fired inside the transaction that raised the account's lowest valid version to this one. */
public record AccessTokensOutdated(UUID accountId, long lowest) {}
