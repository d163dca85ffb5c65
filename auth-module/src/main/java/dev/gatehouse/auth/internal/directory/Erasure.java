package dev.gatehouse.auth.internal.directory;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.audit.PersonalDataErasure;
import dev.gatehouse.auth.AccountErased;
import dev.gatehouse.auth.internal.Statements;
import dev.gatehouse.auth.internal.account.StoredAccount;
import dev.gatehouse.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;

/** Leaves nothing of an account but its id in the trail. Needs the account's row held. */
@ApplicationScoped
class Erasure {

    /** Mailed links and consents go with the account by themselves. */
    private static final List<String> BY_HOLDER = List.of(
            "DELETE FROM auth.otp_attempt WHERE holder_kind = 'user' AND holder_id = ?1",
            "DELETE FROM auth.challenge WHERE holder_kind = 'user' AND holder_id = ?1",
            "DELETE FROM auth.totp WHERE holder_kind = 'user' AND holder_id = ?1",
            "DELETE FROM auth.recovery_code WHERE holder_kind = 'user' AND holder_id = ?1",
            "DELETE FROM auth.email_otp WHERE holder_kind = 'user' AND holder_id = ?1",
            "DELETE FROM auth.known_device WHERE holder_kind = 'user' AND holder_id = ?1",
            "DELETE FROM auth.login_throttle WHERE holder_kind = 'user' AND holder_id = ?1",
            "DELETE FROM auth.account WHERE id = ?1");

    private static final List<String> BY_ADDRESS = List.of(
            "DELETE FROM auth.mail_outbox WHERE recipient = ?1",
            "DELETE FROM auth.invitation WHERE email = ?1 AND role = 'user'",
            "DELETE FROM auth.sign_up_burst WHERE email = ?1");

    private final Sessions sessions;
    private final Statements statements;
    private final PersonalDataErasure trail;
    private final Event<AccountErased> erased;

    @Inject
    Erasure(Sessions sessions, Statements statements, PersonalDataErasure trail, Event<AccountErased> erased) {
        this.sessions = sessions;
        this.statements = statements;
        this.trail = trail;
        this.erased = erased;
    }

    void erase(StoredAccount account, Origin origin) {
        sessions.erase(account.id(), origin);
        BY_HOLDER.forEach(statement -> statements.write(statement, account.id()));
        BY_ADDRESS.forEach(statement -> statements.write(statement, account.email()));
        trail.erase(account.id(), account.email());
        erased.fire(new AccountErased(account.id()));
    }
}
