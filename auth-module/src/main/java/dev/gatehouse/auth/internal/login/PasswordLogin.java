package dev.gatehouse.auth.internal.login;

import dev.gatehouse.auth.AccountSettings;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.Login;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginOutcome.Reason;
import dev.gatehouse.auth.LoginRequest;
import dev.gatehouse.auth.TwoFactorSettings;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.account.PlainText;
import dev.gatehouse.auth.internal.account.StoredAccount;
import dev.gatehouse.auth.internal.account.StoredAccounts;
import dev.gatehouse.auth.internal.challenge.SecondStep;
import dev.gatehouse.auth.internal.password.Passwords;
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

    private final AccountSettings settings;
    private final TwoFactorSettings twoFactor;
    private final StoredAccounts accounts;
    private final Passwords passwords;
    private final FailedSecrets failedSecrets;
    private final Strangers strangers;
    private final LoginRefusals refusals;
    private final SecondStep secondStep;
    private final UserDesk desk;
    private final Transactions transactions;

    @Inject
    PasswordLogin(
            AccountSettings settings,
            TwoFactorSettings twoFactor,
            StoredAccounts accounts,
            Passwords passwords,
            FailedSecrets failedSecrets,
            Strangers strangers,
            LoginRefusals refusals,
            SecondStep secondStep,
            UserDesk desk,
            Transactions transactions) {
        this.settings = settings;
        this.twoFactor = twoFactor;
        this.accounts = accounts;
        this.passwords = passwords;
        this.failedSecrets = failedSecrets;
        this.strangers = strangers;
        this.refusals = refusals;
        this.secondStep = secondStep;
        this.desk = desk;
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
        if (outcome instanceof LoginOutcome.Refused refused && refused.reason() == Reason.INVALID_CREDENTIALS) {
            failedSecrets.failed(holder, request.client());
        } else if (!(outcome instanceof LoginOutcome.SignedIn)) {
            failedSecrets.takeBack(holder, request.client());
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
        Optional<Reason> objection = Objections.to(account, settings.verificationRequired());
        return objection.isPresent()
                ? Optional.of(refusals.objection(account, objection.get(), address, request.origin()))
                : signIn(request, account, hash.orElseThrow());
    }

    private Optional<LoginOutcome> signIn(LoginRequest request, StoredAccount account, String hash) {
        Optional<String> rehashed =
                passwords.needsRehash(hash) ? Optional.of(passwords.hash(request.password())) : Optional.empty();
        // Read again under the row's lock: the session's version is of now, and so must be what the token says.
        return transactions.required(() -> accounts.lock(account.id())
                .filter(current -> unchanged(current, hash))
                .map(current -> {
                    rehashed.ifPresent(renewed -> accounts.rehash(current.id(), renewed));
                    return proceed(request, current);
                }));
    }

    private boolean unchanged(StoredAccount account, String checkedHash) {
        return account.passwordHash().equals(Optional.of(checkedHash))
                && Objections.to(account, settings.verificationRequired()).isEmpty();
    }

    private LoginOutcome proceed(LoginRequest request, StoredAccount account) {
        Holder holder = account.holder();
        NewSession wanted = new NewSession(account.id(), request.sessionKind(), request.deviceName(), request.origin());
        boolean demanded = twoFactor.requiredOf(account.userType());
        return secondStep
                .after(holder, account.email(), account.secondFactor(), demanded, wanted, request.client())
                .orElseGet(() -> new LoginOutcome.SignedIn(
                        account.view(), desk.signIn(account, wanted, request.client(), Optional.empty())));
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
