package dev.gatehouse.auth.internal.signup;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.AccountSettings;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.SignUpOutcome;
import dev.gatehouse.auth.SignUpRequest;
import dev.gatehouse.auth.TwoFactorSettings;
import dev.gatehouse.auth.internal.account.Registration;
import dev.gatehouse.auth.internal.account.StoredAccount;
import dev.gatehouse.auth.internal.account.StoredAccounts;
import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.auth.internal.mail.Mails;
import dev.gatehouse.auth.internal.mail.Reader;
import dev.gatehouse.auth.internal.token.LinkToken;
import dev.gatehouse.auth.internal.token.OneTimeToken;
import dev.gatehouse.auth.internal.token.OneTimeTokens;
import dev.gatehouse.auth.internal.token.Purpose;
import dev.gatehouse.session.ClientMarks;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.RevocationReason;
import dev.gatehouse.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what a sign-up means, in one transaction that its caller opens. A new, an unproven and a known address take
 * the same steps as nearly as they can: an attempt to insert, the row's lock, one mail, one event.
 */
@ApplicationScoped
class Registrar {

    private final AccountSettings settings;
    private final TwoFactorSettings twoFactor;
    private final StoredAccounts accounts;
    private final OneTimeTokens tokens;
    private final VerificationLinks links;
    private final Mails mails;
    private final Sessions sessions;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    Registrar(
            AccountSettings settings,
            TwoFactorSettings twoFactor,
            StoredAccounts accounts,
            OneTimeTokens tokens,
            VerificationLinks links,
            Mails mails,
            Sessions sessions,
            AuditTrail trail,
            Clock clock) {
        this.settings = settings;
        this.twoFactor = twoFactor;
        this.accounts = accounts;
        this.tokens = tokens;
        this.links = links;
        this.mails = mails;
        this.sessions = sessions;
        this.trail = trail;
        this.clock = clock;
    }

    /** @param begun since when a link that another call sent counts as this one's, by the database's clock */
    SignUpOutcome register(SignUpRequest request, Applicant applicant, String hash, OffsetDateTime begun) {
        Registration registration = applicant.with(hash);
        boolean fresh = accounts.insertIfAbsent(applicant.address(), registration);
        StoredAccount account = accounts.lock(applicant.address()).orElseThrow();
        if (fresh) {
            return welcome(account, registration, request);
        }
        if (account.verified()) {
            tellOwner(account, request.origin());
        } else if (!tokens.issuedSince(begun, account.holder(), Purpose.VERIFY_EMAIL)) {
            claim(account, registration, request);
        }
        return new SignUpOutcome.VerificationSent();
    }

    /**
     * @param found the account, if there is one, held
     * @return whether it is unproven, so that there was something to send
     */
    boolean resend(Optional<StoredAccount> found, Actor actor, Origin origin) {
        Optional<StoredAccount> unproven = found.filter(account -> !account.verified());
        unproven.ifPresent(account -> {
            Optional<OneTimeToken> last = tokens.last(account.holder(), Purpose.VERIFY_EMAIL);
            Registration pending = last.map(OneTimeToken::registration).orElseGet(account::registration);
            boolean own = last.map(OneTimeToken::own).orElse(true);
            Optional<byte[]> browser = last.flatMap(token -> token.pending().browserHash());
            links.send(account, own, pending, browser, actor, origin);
        });
        return unproven.isPresent();
    }

    /** A refusal in the trail: it also costs about what sending would have. */
    void recordNothingToProve(EmailAddress address, Origin origin) {
        trail.recordRefusal(AuditEvent.denied(EventType.ACCOUNT_VERIFICATION_SENT, Actor.anonymous(), origin)
                .withEmail(address.value())
                .because("nothing_to_prove"));
    }

    private SignUpOutcome welcome(StoredAccount account, Registration registration, SignUpRequest request) {
        Actor owner = Actor.user(account.id());
        Origin origin = request.origin();
        accounts.acceptTerms(account.id());
        trail.record(
                AuditEvent.success(EventType.ACCOUNT_REGISTERED, owner, origin).withEmail(account.email()));
        links.send(account, true, registration, browserHash(request), owner, origin);
        // whoever must have a second factor signs in first, and is asked to set one up
        if (settings.verificationRequired() || twoFactor.requiredOf(registration.userType())) {
            return new SignUpOutcome.VerificationSent();
        }
        return new SignUpOutcome.SignedIn(
                account.view(),
                sessions.start(new NewSession(account.id(), request.sessionKind(), Optional.empty(), origin)
                        .on(ClientMarks.of(request.browser()))));
    }

    /**
     * Where unproven accounts are in use already, a claim waits for its proof; elsewhere the newest one counts. Sessions
     * from a time when they were in use would outlive the proof, which then finds the claimant's password in place.
     */
    private void claim(StoredAccount account, Registration registration, SignUpRequest request) {
        boolean counts = settings.verificationRequired();
        Optional<byte[]> browser = browserHash(request);
        boolean sent = links.send(account, counts, registration, browser, Actor.anonymous(), request.origin());
        if (sent && counts) {
            account.claim(registration, clock.instant());
            sessions.revokeAll(
                    account.id(), Optional.empty(), RevocationReason.ADDRESS_PROVEN_BY_ANOTHER, request.origin());
        }
    }

    private void tellOwner(StoredAccount account, Origin origin) {
        mails.send(MailKind.ADDRESS_ALREADY_KNOWN, Reader.of(account), Map.of());
        trail.record(AuditEvent.denied(EventType.ACCOUNT_VERIFICATION_SENT, Actor.anonymous(), origin)
                .about(account.id())
                .withEmail(account.email())
                .because("already_verified"));
    }

    private static Optional<byte[]> browserHash(SignUpRequest request) {
        return request.browser().filter(secret -> !secret.isBlank()).map(LinkToken::sha256);
    }
}
