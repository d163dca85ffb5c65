package dev.gatehouse.auth;

/** What became of a mailed unlock link. */
public sealed interface UnlockOutcome {

    /** The throttle is lifted; the link is spent. */
    record Unlocked() implements UnlockOutcome {}

    /** Unknown, used, expired or replaced by a newer one. */
    record TokenInvalid() implements UnlockOutcome {}
}
