package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the first admin comes to be, and never again once there is one, on any node. */
public interface FirstAdmin {

    /**
     * To be called at every start. Where there is no admin, makes the one that is configured, or draws a token for a
     * link; where there is one, does nothing, whatever is configured.
     */
    Preparation prepare();

    /** Whether the token would work now. Spends nothing. */
    boolean awaits(String token);

    /**
     * Makes the first admin with the token of a link. Of any number of calls at once, over all nodes, one does; all
     * other links die with it. Recorded as {@code admin.admin_created}, by the system.
     *
     * @throws HashingOverloaded if too many passwords wait to be hashed
     */
    Outcome setUp(String token, NewAdmin admin, Origin origin);

    /**
     * What somebody asks for, unchecked. Null where a text is missing.
     *
     * @param language to speak to them; empty for what their browser asks for
     */
    record NewAdmin(String email, String password, String firstName, String lastName, Optional<Locale> language) {

        @Override
        public String toString() {
            return "NewAdmin[]";
        }
    }

    /**
     * What a start came to.
     *
     * @param faults why the configured admin cannot be made; the start should fail
     * @param token of a link to the set-up; works once and for 24 hours
     */
    record Preparation(List<FieldError> faults, Optional<String> token) {

        public Preparation {
            faults = List.copyOf(faults);
        }

        @Override
        public String toString() {
            return "Preparation[" + faults + "]";
        }
    }

    /** What became of a set-up. */
    sealed interface Outcome {

        /** There is an admin now. Nobody is signed in. */
        record Done() implements Outcome {}

        /** Unknown, used or expired; or there is an admin already. */
        record TokenInvalid() implements Outcome {}

        /** Nothing was done; the token is unspent. */
        record Invalid(List<FieldError> errors) implements Outcome {}
    }
}
