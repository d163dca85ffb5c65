package dev.gatehouse.auth;

import java.time.Duration;

/** Accounts whose address nobody has proven. */
public interface UnverifiedAccounts {

    /**
     * Erases some of those that nobody has signed up to again or signed in to for that long ({@code account.deleted},
     * because {@code never_verified}); their addresses are as free as if they had never been used. Where accounts need
     * no proof, none is erased. Several nodes may do so at once and share the work.
     *
     * @return how many, at most 50; fewer, if nothing is left to do
     */
    int forget(Duration unused);
}
