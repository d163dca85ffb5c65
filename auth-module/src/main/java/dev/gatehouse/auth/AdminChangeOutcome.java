package dev.gatehouse.auth;

/** What became of a change of an admin's account. */
public sealed interface AdminChangeOutcome {

    /** The account as it is now. */
    record Changed(AdminAccount account) implements AdminChangeOutcome {}

    /** There would be no enabled admin of the highest role left; nothing was changed. */
    record LastAdmin() implements AdminChangeOutcome {}

    /** There is no such admin. */
    record Unknown() implements AdminChangeOutcome {}
}
