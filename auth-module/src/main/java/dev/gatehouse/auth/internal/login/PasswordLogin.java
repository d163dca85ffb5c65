package dev.gatehouse.auth.internal.login;

import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.Client;
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
import dev.gatehouse.auth.internal.challenge.SecondStep;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.password.Passwords;
import dev.gatehouse.auth.internal.signin.SignInDesk;
import dev.gatehouse.auth.internal.signin.SignInDesks;
import dev.gatehouse.auth.internal.throttle.FailedSecrets;
import dev.gatehouse.auth.internal.throttle.Strangers;
import dev.gatehouse.session.NewSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sign-in: one look-up, one counted try and one hash for every address, known or not, with no transaction open; then
 * either one refusal in the trail or one transaction that asks the row again and starts the session, or the challenge
 * that precedes it.
 */
@ApplicationScoped
class PasswordLogin implements Login {

    private final Holders holders;
    private final SignInDesks desks;
    private final Passwords passwords;
    private final FailedSecrets failedSecrets;
    private final Strangers strangers;
    private final LoginRefusals refusals;
    private final SecondStep secondStep;
    private final Transactions transactions;

    @Inject
    PasswordLogin(
            Holders holders,
            SignInDesks desks,
            Passwords passwords,
            FailedSecrets failedSecrets,
            Strangers strangers,
            LoginRefusals refusals,
            SecondStep secondStep,
            Transactions transactions) {
        this.holders = holders;
        this.desks = desks;
        this.passwords = passwords;
        this.failedSecrets = failedSecrets;
        this.strangers = strangers;
        this.refusals = refusals;
        this.secondStep = secondStep;
        this.transactions = transactions;
    }

    @Override
    public LoginOutcome login(LoginRequest request) {
        List<FieldError> faults = faults(request);
        if (!faults.isEmpty()) {
            return new LoginOutcome.Invalid(faults);
        }
        Attempt attempt = new Attempt(request, desks.of(request.kind()), EmailAddress.parse(request.email()));
        Optional<HolderAccount> found = find(attempt);
        Holder holder =
                found.map(HolderAccount::holder).orElseGet(() -> strangers.holder(request.kind(), request.email()));
        return failedSecrets
                .mustWait(holder, request.client())
                .<LoginOutcome>map(LoginOutcome.Throttled::new)
                .orElseGet(() -> settled(holder, attempt, found));
    }

    private Optional<HolderAccount> find(Attempt attempt) {
        return attempt.address()
                .flatMap(address -> holders.find(attempt.request().kind(), address));
    }

    /** One try, settled by what became of it. */
    private LoginOutcome settled(Holder holder, Attempt attempt, Optional<HolderAccount> found) {
        Client client = attempt.request().client();
        LoginOutcome outcome = failedSecrets.checking(holder, client, () -> checked(attempt, found));
        boolean wrong =
                outcome instanceof LoginOutcome.Refused refused && refused.reason() == Reason.INVALID_CREDENTIALS;
        boolean in = outcome instanceof LoginOutcome.SignedIn || outcome instanceof LoginOutcome.AdminSignedIn;
        if (wrong) {
            failedSecrets.failed(holder, client);
        } else if (!in) {
            failedSecrets.takeBack(holder, client);
        }
        return outcome;
    }

    private LoginOutcome checked(Attempt attempt, Optional<HolderAccount> found) {
        // A second look where the account changed between check and session: perhaps only its hash was renewed.
        return tried(attempt, found)
                .or(() -> tried(attempt, find(attempt)))
                .orElseGet(() -> refusals.changedMeanwhile(
                        attempt.address(), attempt.origin(), attempt.desk().refusal()));
    }

    /** Empty if the account changed between the check of its password and the start of the session. */
    private Optional<LoginOutcome> tried(Attempt attempt, Optional<HolderAccount> found) {
        EventType refusal = attempt.desk().refusal();
        Optional<String> hash = found.flatMap(HolderAccount::passwordHash);
        boolean matches = passwords.matches(attempt.request().password(), hash);
        if (found.isEmpty()) {
            return Optional.of(refusals.unknownAccount(attempt.address(), attempt.origin(), refusal));
        }
        HolderAccount account = found.get();
        if (!matches) {
            return Optional.of(refusals.badPassword(account, attempt.address(), attempt.origin(), refusal));
        }
        Optional<Reason> objection = attempt.desk().objection(account);
        return objection.isPresent()
                ? Optional.of(
                        refusals.objection(account, objection.get(), attempt.address(), attempt.origin(), refusal))
                : signIn(attempt, account.holder(), hash.orElseThrow());
    }

    private Optional<LoginOutcome> signIn(Attempt attempt, Holder holder, String hash) {
        Optional<String> rehashed = passwords.needsRehash(hash)
                ? Optional.of(passwords.hash(attempt.request().password()))
                : Optional.empty();
        // Read again under the row's lock: the session's version is of now, and so must be what the token says.
        return transactions.required(() -> holders.lock(holder)
                .filter(current -> current.passwordHash().equals(Optional.of(hash)))
                .filter(attempt.desk()::open)
                .map(current -> {
                    rehashed.ifPresent(renewed -> holders.rehash(holder, renewed));
                    return proceed(attempt, current);
                }));
    }

    private LoginOutcome proceed(Attempt attempt, HolderAccount account) {
        LoginRequest request = attempt.request();
        Holder holder = account.holder();
        NewSession wanted = new NewSession(holder.id(), request.sessionKind(), request.deviceName(), request.origin());
        boolean demanded = attempt.desk().demandsFactor(account);
        return secondStep
                .after(holder, account.email(), account.secondFactor(), demanded, wanted, request.client())
                .orElseGet(() ->
                        account.welcome(attempt.desk().signIn(account, wanted, request.client(), Optional.empty())));
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

    /** A sign-in on its way through the checks. */
    private record Attempt(LoginRequest request, SignInDesk desk, Optional<EmailAddress> address) {

        Origin origin() {
            return request.origin();
        }

        @Override
        public String toString() {
            return "Attempt[" + request + "]";
        }
    }
}
