package dev.gatehouse.auth;

/** What became of a mailed link whose button was pressed. */
public sealed interface LinkOutcome {

    /** What the link is for has been done; it is spent. Nobody is signed in by it. */
    record Done(Holder holder) implements LinkOutcome {}

    /** Unknown, used, expired or overtaken. Nothing was done. */
    record TokenInvalid() implements LinkOutcome {}
}
