package dev.gatehouse.auth.internal.login;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.AccountSettings;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.Login;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginOutcome.Reason;
import dev.gatehouse.auth.LoginRequest;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.account.PlainText;
import dev.gatehouse.auth.internal.account.StoredAccount;
import dev.gatehouse.auth.internal.account.StoredAccounts;
import dev.gatehouse.auth.internal.device.KnownDevices;
import dev.gatehouse.auth.internal.password.Passwords;
import dev.gatehouse.auth.internal.throttle.FailedSecrets;
import dev.gatehouse.auth.internal.throttle.Strangers;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.session.StartedSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sign-in: one look-up, one counted try and one hash for every address, known or not, with no transaction open; then
 * either one refusal in the trail or one transaction that asks the row again and starts the session.
 */
@ApplicationScoped
class PasswordLogin implements Login {

    private final AccountSettings settings;
    private final StoredAccounts accounts;
    private final Passwords passwords;
    private final FailedSecrets failedSecrets;
    private final Strangers strangers;
    private final KnownDevices devices;
    private final LoginRefusals refusals;
    private final Sessions sessions;
    private final AuditTrail trail;
    private final Transactions transactions;

    @Inject
    PasswordLogin(
            AccountSettings settings,
            StoredAccounts accounts,
            Passwords passwords,
            FailedSecrets failedSecrets,
            Strangers strangers,
            KnownDevices devices,
            LoginRefusals refusals,
            Sessions sessions,
            AuditTrail trail,
            Transactions transactions) {
        this.settings = settings;
        this.accounts = accounts;
        this.passwords = passwords;
        this.failedSecrets = failedSecrets;
        this.strangers = strangers;
        this.devices = devices;
        this.refusals = refusals;
        this.sessions = sessions;
        this.trail = trail;
        this.transactions = transactions;
    }

    @Override
    public LoginOutcome login(LoginRequest request) {
        List<FieldError> faults = faults(request);
        if (!faults.isEmpty()) {
            return new LoginOutcome.Invalid(faults);
        }
        Optional<EmailAddress> address = EmailAddress.parse(request.email());
        Optional<StoredAccount> found = address.flatMap(accounts::find);
        Holder holder = found.map(account -> new Holder(Holder.Kind.USER, account.id()))
                .orElseGet(() -> strangers.holder(Holder.Kind.USER, request.email()));
        return failedSecrets
                .mustWait(holder, request.client())
                .<LoginOutcome>map(LoginOutcome.Throttled::new)
                .orElseGet(() -> settled(holder, request, address, found));
    }

    /** One try, settled by what became of it. */
    private LoginOutcome settled(
            Holder holder, LoginRequest request, Optional<EmailAddress> address, Optional<StoredAccount> found) {
        LoginOutcome outcome = failedSecrets.checking(holder, request.client(), () -> checked(request, address, found));
        if (outcome instanceof LoginOutcome.Refused refused) {
            if (refused.reason() == Reason.INVALID_CREDENTIALS) {
                failedSecrets.failed(holder, request.client());
            } else {
                failedSecrets.takeBack(holder, request.client());
            }
        }
        return outcome;
    }

    private LoginOutcome checked(LoginRequest request, Optional<EmailAddress> address, Optional<StoredAccount> found) {
        // A second look where the account changed between check and session: perhaps only its hash was renewed.
        return attempt(request, address, found)
                .or(() -> attempt(request, address, address.flatMap(accounts::find)))
                .orElseGet(() -> refusals.changedMeanwhile(address, request.origin()));
    }

    /** Empty if the account changed between the check of its password and the start of the session. */
    private Optional<LoginOutcome> attempt(
            LoginRequest request, Optional<EmailAddress> address, Optional<StoredAccount> found) {
        Optional<String> hash = found.flatMap(StoredAccount::passwordHash);
        boolean matches = passwords.matches(request.password(), hash);
        if (found.isEmpty()) {
            return Optional.of(refusals.unknownAccount(address, request.origin()));
        }
        StoredAccount account = found.get();
        if (!matches) {
            return Optional.of(refusals.badPassword(account, address, request.origin()));
        }
        Optional<Reason> objection = objection(account);
        return objection.isPresent()
                ? Optional.of(refusals.objection(account, objection.get(), address, request.origin()))
                : signIn(request, account, hash.orElseThrow());
    }

    private Optional<Reason> objection(StoredAccount account) {
        if (account.disabled()) {
            return Optional.of(Reason.ACCOUNT_DISABLED);
        }
        if (settings.verificationRequired() && !account.verified()) {
            return Optional.of(Reason.EMAIL_NOT_VERIFIED);
        }
        return account.passwordResetRequired() ? Optional.of(Reason.PASSWORD_RESET_REQUIRED) : Optional.empty();
    }

    private Optional<LoginOutcome> signIn(LoginRequest request, StoredAccount account, String hash) {
        Optional<String> rehashed =
                passwords.needsRehash(hash) ? Optional.of(passwords.hash(request.password())) : Optional.empty();
        // Read again under the row's lock: the session's version is of now, and so must be what the token says.
        return transactions.required(() -> accounts.signIn(account.id(), hash, rehashed)
                ? accounts.find(account.id()).map(current -> start(request, current))
                : Optional.empty());
    }

    private LoginOutcome start(LoginRequest request, StoredAccount account) {
        StartedSession session = sessions.start(
                new NewSession(account.id(), request.sessionKind(), request.deviceName(), request.origin()));
        Holder holder = new Holder(Holder.Kind.USER, account.id());
        failedSecrets.succeeded(holder, request.client());
        devices.signedIn(holder, request.client());
        trail.record(AuditEvent.success(EventType.LOGIN_SUCCEEDED, Actor.user(account.id()), request.origin())
                .inSession(session.sessionId())
                .withEmail(account.email()));
        return new LoginOutcome.SignedIn(account.view(), session);
    }

    private static List<FieldError> faults(LoginRequest request) {
        List<FieldError> faults = new ArrayList<>();
        if (request.email() == null || request.email().isBlank()) {
            faults.add(FieldError.of("email", Problem.REQUIRED));
        }
        if (request.password() == null || request.password().isEmpty()) {
            faults.add(FieldError.of("password", Problem.REQUIRED));
        }
        if (!request.deviceName().map(PlainText::printable).orElse(true)) {
            faults.add(FieldError.of("deviceName", Problem.INVALID_TEXT));
        }
        return faults;
    }
}
