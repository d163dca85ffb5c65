package dev.gatehouse.auth;

import java.time.Duration;

/** What became of the wish for a code by mail. */
public sealed interface CodeOutcome {

    /** A code is on its way, or was and the address has had its five within the hour. */
    record Sent() implements CodeOutcome {}

    /** The last one is younger than a minute and still good. */
    record TooSoon(Duration pause) implements CodeOutcome {}

    /** This account is not sent codes. */
    record NotOffered() implements CodeOutcome {}

    /** There is no such challenge, or not any longer. */
    record Expired() implements CodeOutcome {}
}
