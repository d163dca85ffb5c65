package dev.gatehouse.auth.internal.throttle;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder;

/** Counts wrong secrets. Called with no transaction open. */
public interface FailedSecrets {

    /** Whether a secret may be checked now; if not, it is not looked at. */
    boolean mayTry(Holder holder, Client client);

    void failed(Holder holder, Client client);

    void succeeded(Holder holder, Client client);
}
