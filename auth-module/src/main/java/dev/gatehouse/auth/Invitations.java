package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Accounts that wait for whoever has an address. An invitation works once, for its address and role only, and for 7
 * days. Of several to one address for the same kind of account the newest counts.
 */
public interface Invitations {

    /**
     * Invites and mails the link ({@code admin.invitation_created}). Older open invitations of this address to the same
     * kind of account are revoked.
     */
    InvitationOutcome invite(Wish wish, UUID adminId, Origin origin);

    /** Newest first. */
    List<Invitation> list(Optional<Position> before, int limit);

    /** Mails a new link for an open or expired invitation; the old one dies, and the 7 days begin anew. */
    InvitationOutcome resend(UUID invitationId, UUID adminId, Origin origin);

    /**
     * Ends an open or expired invitation ({@code admin.invitation_revoked}).
     *
     * @return false if there is none with this id
     */
    boolean revoke(UUID invitationId, UUID adminId, Origin origin);

    /** What a link invites to, for the page that shows it. Spends nothing; empty if it would not work now. */
    Optional<Invitation> find(String token);

    /**
     * Makes the account: proven, for the link came by mail, with this password. Who has signed up with the address and
     * never proven it gives way. An invitation to be an admin works only while the admin who sent it may still send it.
     *
     * @throws HashingOverloaded if too many passwords wait to be hashed
     */
    AcceptOutcome accept(Acceptance acceptance);

    /**
     * Whom to invite, unchecked. Null where a text is missing.
     *
     * @param role {@code user} or {@link AdminRole#wireName}
     * @param userType for users; empty means the first
     */
    record Wish(
            String email,
            String role,
            Optional<String> userType,
            Optional<String> firstName,
            Optional<String> lastName,
            Locale locale) {}

    /** What the invited send, unchecked. Null where a text is missing. */
    record Acceptance(String token, String password, String firstName, String lastName, Locale locale, Origin origin) {

        @Override
        public String toString() {
            return "Acceptance[" + origin + "]";
        }
    }

    /** What became of an acceptance. */
    sealed interface AcceptOutcome {

        /** There is an account now; nobody is signed in. */
        record Accepted(Holder.Kind kind) implements AcceptOutcome {}

        /** Unknown, used, revoked, expired or replaced by a newer one. */
        record TokenInvalid() implements AcceptOutcome {}

        /** The address has an account already that is its owner's; the invitation is unspent. */
        record AlreadyThere(Holder.Kind kind) implements AcceptOutcome {}

        /** Nothing was done; the invitation is unspent. */
        record Invalid(List<FieldError> errors) implements AcceptOutcome {}
    }
}
