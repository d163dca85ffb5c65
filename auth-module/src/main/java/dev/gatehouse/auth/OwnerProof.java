package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody who is signed in brings to show that they are the owner, before a credential changes (ASVS 5.0 7.5.1):
 * the password, or a session whose sign-in or re-authentication is younger than 5 minutes.
 *
 * @param password empty where the freshness of the session is to serve in its place; a given one must be right
 */
public record OwnerProof(Holder holder, UUID sessionId, Optional<String> password, Client client) {

    public Origin origin() {
        return client.origin();
    }

    @Override
    public String toString() {
        return "OwnerProof[" + holder + ", " + client + "]";
    }
}
