package dev.gatehouse.auth.internal.signin;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.StartedSession;
import java.util.Optional;
import java.util.UUID;

/** Accounts of one kind. Needs a transaction. */
public interface SignInDesk {

    Holder.Kind kind();

    /** Holds the account's row until the transaction ends; empty if nobody may sign in to it (any more). */
    Optional<HeldAccount> lock(UUID id);

    /** Starts a session and records the sign-in, as one without a second factor would. The row is locked. */
    StartedSession signIn(HeldAccount account, NewSession session, Client client, FactorMethod shown);

    /** Keeps with the account whether a second factor is asked for. The row is locked. */
    void secondFactor(UUID id, boolean enrolled);

    /** The owner, as the trail names them. */
    Actor actor(UUID id);
}
