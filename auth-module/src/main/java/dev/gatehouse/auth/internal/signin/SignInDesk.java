package dev.gatehouse.auth.internal.signin;

import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.StartedSession;
import java.util.Optional;

/** Lets the holders of one kind in. Needs a transaction that holds the account's row. */
public interface SignInDesk {

    Holder.Kind kind();

    /** What stands against a sign-in to the account, whatever its owner knows. */
    Optional<LoginOutcome.Reason> objection(HolderAccount account);

    /** Whether anybody may sign in to the account (any more), whatever they know. */
    default boolean open(HolderAccount account) {
        return objection(account).isEmpty();
    }

    /** What a refused sign-in is recorded as. */
    EventType refusal();

    /** Whether its holder is let in with a second factor only, and so cannot give up the last one. */
    boolean demandsFactor(HolderAccount account);

    /**
     * Starts a session and records the sign-in.
     *
     * @param shown the second factor, if one was asked for
     */
    StartedSession signIn(HolderAccount account, NewSession session, Client client, Optional<FactorMethod> shown);
}
