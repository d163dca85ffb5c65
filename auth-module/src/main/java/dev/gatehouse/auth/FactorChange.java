package dev.gatehouse.auth;

import java.util.Optional;
import java.util.UUID;

/** Who sets up a factor, and by what right. */
public sealed interface FactorChange {

    Client client();

    /** The session that asks, which survives the change. */
    Optional<UUID> session();

    /** Somebody who is signed in. */
    record ByOwner(OwnerProof proof) implements FactorChange {

        @Override
        public Client client() {
            return proof.client();
        }

        @Override
        public Optional<UUID> session() {
            return Optional.of(proof.sessionId());
        }
    }

    /**
     * Somebody who gave the right password and is let in with a second factor only.
     *
     * @param enrolmentToken of {@link LoginOutcome.SetupRequired}; looked at again as the change is made
     */
    record ByEnrolment(Holder.Kind kind, String enrolmentToken, Client client) implements FactorChange {

        @Override
        public Optional<UUID> session() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "ByEnrolment[" + kind + ", " + client + "]";
        }
    }
}
