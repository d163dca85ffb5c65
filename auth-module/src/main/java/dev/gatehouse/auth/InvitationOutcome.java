package dev.gatehouse.auth;

import java.util.List;

/** What became of the wish to invite somebody. */
public sealed interface InvitationOutcome {

    /**
     * It is on its way.
     *
     * @param token of the link; shown here once
     */
    record Invited(Invitation invitation, String token) implements InvitationOutcome {

        @Override
        public String toString() {
            return "Invited[" + invitation.id() + "]";
        }
    }

    /** The address has an account of this kind already. */
    record AlreadyThere() implements InvitationOutcome {}

    /** Nothing was done. */
    record Invalid(List<FieldError> errors) implements InvitationOutcome {}

    /** There is no such invitation that could be sent again. */
    record Unknown() implements InvitationOutcome {}
}
