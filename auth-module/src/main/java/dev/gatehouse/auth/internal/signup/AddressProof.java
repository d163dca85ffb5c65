package dev.gatehouse.auth.internal.signup;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.AccountSettings;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.EmailVerification;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.VerificationOutcome;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.account.Registration;
import dev.gatehouse.auth.internal.account.StoredAccount;
import dev.gatehouse.auth.internal.account.StoredAccounts;
import dev.gatehouse.auth.internal.password.PasswordPolicy;
import dev.gatehouse.auth.internal.password.Passwords;
import dev.gatehouse.auth.internal.password.PersonalWords;
import dev.gatehouse.auth.internal.throttle.FailedSecrets;
import dev.gatehouse.auth.internal.token.LinkToken;
import dev.gatehouse.auth.internal.token.OneTimeToken;
import dev.gatehouse.auth.internal.token.OneTimeTokens;
import dev.gatehouse.auth.internal.token.Purpose;
import dev.gatehouse.session.RevocationReason;
import dev.gatehouse.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Takes a mailed link back. Whoever proves the address decides the password, so that nobody who signed up with an
 * address that is not theirs keeps a way in ("pre-hijacking"). What the account's owner has changed since the link was
 * sent stays, and so does the profile of an account in use, whatever name a stranger has asked for.
 */
@ApplicationScoped
class AddressProof {

    private final AccountSettings settings;
    private final StoredAccounts accounts;
    private final OneTimeTokens tokens;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final FailedSecrets failedSecrets;
    private final Sessions sessions;
    private final AuditTrail trail;
    private final Transactions transactions;
    private final Clock clock;

    @Inject
    AddressProof(
            AccountSettings settings,
            StoredAccounts accounts,
            OneTimeTokens tokens,
            Passwords passwords,
            PasswordPolicy policy,
            FailedSecrets failedSecrets,
            Sessions sessions,
            AuditTrail trail,
            Transactions transactions,
            Clock clock) {
        this.settings = settings;
        this.accounts = accounts;
        this.tokens = tokens;
        this.passwords = passwords;
        this.policy = policy;
        this.failedSecrets = failedSecrets;
        this.sessions = sessions;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    VerificationOutcome verify(EmailVerification verification) {
        return LinkToken.parse(verification.token())
                .flatMap(token -> tokens.open(token, Purpose.VERIFY_EMAIL))
                .map(token -> verify(verification, token))
                .orElseGet(VerificationOutcome.TokenInvalid::new);
    }

    private VerificationOutcome verify(EmailVerification verification, OneTimeToken token) {
        if (verification.newPassword().isPresent()) {
            return decide(verification.newPassword().get(), token, verification.origin());
        }
        if (token.askedForBy(verification.browser())) {
            return prove(token, Optional.empty(), verification.origin());
        }
        return verification
                .password()
                .map(password -> tryPassword(password, verification, token))
                .orElseGet(VerificationOutcome.PasswordRequired::new);
    }

    /** A try at the account's password like any other: it counts, and whoever tried too often waits. */
    private VerificationOutcome tryPassword(String password, EmailVerification verification, OneTimeToken token) {
        Holder holder = new Holder(Holder.Kind.USER, token.accountId());
        Client client = new Client(verification.origin(), verification.browser());
        return failedSecrets
                .mustWait(holder, client)
                .<VerificationOutcome>map(VerificationOutcome.Throttled::new)
                .orElseGet(() -> settled(holder, client, password, token));
    }

    private VerificationOutcome settled(Holder holder, Client client, String password, OneTimeToken token) {
        boolean known = failedSecrets.checking(holder, client, () -> isThePassword(password, token));
        if (!known) {
            recordRefusal(token, client.origin());
            failedSecrets.failed(holder, client);
            return new VerificationOutcome.PasswordRequired();
        }
        failedSecrets.takeBack(holder, client);
        return prove(token, Optional.empty(), client.origin());
    }

    private VerificationOutcome decide(String newPassword, OneTimeToken token, Origin origin) {
        StoredAccount account = accounts.find(token.accountId()).orElseThrow();
        Registration meant = meant(token, account);
        List<FieldError> faults = policy.faults(
                "newPassword",
                newPassword,
                PersonalWords.of(EmailAddress.parse(account.email()), meant.firstName(), meant.lastName()));
        return faults.isEmpty()
                ? prove(token, Optional.of(passwords.hash(newPassword)), origin)
                : new VerificationOutcome.Invalid(faults);
    }

    /** What the account holds once its address is proven, unless a new password is chosen with the proof. */
    private Registration meant(OneTimeToken token, StoredAccount account) {
        Registration current = account.registration();
        if (token.own()) {
            return current;
        }
        return settings.verificationRequired()
                ? token.registration()
                : current.withPasswordHash(token.registration().passwordHash());
    }

    private boolean isThePassword(String password, OneTimeToken token) {
        Optional<String> hash = accounts.find(token.accountId())
                .map(account -> meant(token, account))
                .map(Registration::passwordHash);
        return passwords.matches(password, hash);
    }

    private void recordRefusal(OneTimeToken token, Origin origin) {
        AuditEvent refusal = AuditEvent.failure(EventType.LOGIN_FAILED, Actor.anonymous(), origin)
                .about(token.accountId())
                .because("bad_password");
        trail.recordRefusal(accounts.find(token.accountId())
                .map(StoredAccount::email)
                .map(refusal::withEmail)
                .orElse(refusal));
    }

    private VerificationOutcome prove(OneTimeToken token, Optional<String> newHash, Origin origin) {
        return transactions.required(() -> {
            Optional<StoredAccount> account = accounts.lock(token.accountId());
            if (account.isEmpty() || !tokens.consume(token)) {
                return new VerificationOutcome.TokenInvalid();
            }
            Registration meant = meant(token, account.get());
            Registration proven = newHash.map(meant::withPasswordHash).orElse(meant);
            return new VerificationOutcome.Verified(
                    handOver(account.get(), proven, origin).view());
        });
    }

    private StoredAccount handOver(StoredAccount account, Registration registration, Origin origin) {
        boolean otherPassword = !account.passwordHash().equals(Optional.ofNullable(registration.passwordHash()));
        account.prove(registration, clock.instant());
        tokens.discard(account.holder(), Purpose.CONFIRM_EMAIL);
        if (otherPassword) {
            sessions.revokeAll(account.id(), Optional.empty(), RevocationReason.ADDRESS_PROVEN_BY_ANOTHER, origin);
        }
        trail.record(AuditEvent.success(EventType.ACCOUNT_EMAIL_VERIFIED, Actor.user(account.id()), origin)
                .withEmail(account.email()));
        return account;
    }
}
