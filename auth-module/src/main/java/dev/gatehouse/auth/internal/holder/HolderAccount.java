package dev.gatehouse.auth.internal.holder;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.session.StartedSession;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** An account of either kind. What changes it is written with the transaction that holds its row. */
public interface HolderAccount {

    Holder holder();

    String email();

    String firstName();

    String lastName();

    Optional<String> passwordHash();

    boolean verified();

    boolean disabled();

    boolean passwordResetRequired();

    /** What decides what it may and must do: the user type, or an admin's role in lower case. */
    String group();

    /** Whether a sign-in asks for a second factor. */
    boolean secondFactor();

    /** What to call its owner in mails. */
    String salutation();

    /** The language to write to its owner in. */
    Locale language();

    /** Its owner has chosen another password; a reset is no longer due. */
    void choosePassword(String hash, Instant now);

    /** Its password opens nothing until it is reset. */
    void demandNewPassword(Instant now);

    /** Another address has been proven to be its owner's. */
    void moveTo(EmailAddress address, Instant now);

    /** Somebody else has proven the address that this account never proved: it has none that mail can reach. */
    void giveUpAddress(Instant now);

    /** A second factor is asked for from now on, or no longer. */
    void secondFactor(boolean enrolled, Instant now);

    void disable(String reason, Instant now);

    void enable(Instant now);

    /** What its owner is told who has just been let in. */
    LoginOutcome welcome(StartedSession session);
}
