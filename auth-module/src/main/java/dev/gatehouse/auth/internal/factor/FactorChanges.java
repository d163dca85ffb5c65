package dev.gatehouse.auth.internal.factor;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.FactorChange;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.FactorOutcome;
import dev.gatehouse.auth.FactorOutcome.Begun;
import dev.gatehouse.auth.FactorOutcome.Changed;
import dev.gatehouse.auth.FactorOutcome.CodesIssued;
import dev.gatehouse.auth.FactorOutcome.FreshLoginRequired;
import dev.gatehouse.auth.FactorOutcome.InvalidCode;
import dev.gatehouse.auth.FactorOutcome.NotPossible;
import dev.gatehouse.auth.FactorOutcome.Reason;
import dev.gatehouse.auth.FactorOutcome.Throttled;
import dev.gatehouse.auth.FactorOverview;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.SecondFactors;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.auth.internal.mailedcode.MailedCodes;
import dev.gatehouse.auth.internal.recoverycode.RecoveryCodes;
import dev.gatehouse.auth.internal.signin.SignInDesks;
import dev.gatehouse.auth.internal.throttle.FailedSecrets;
import dev.gatehouse.auth.internal.totp.StoredTotps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Factors as their owners set them up and take them away: each change in one transaction that holds the account. */
@ApplicationScoped
class FactorChanges implements SecondFactors {

    private final Factors factors;
    private final StoredTotps totps;
    private final RecoveryCodes recoveryCodes;
    private final MailedCodes mailedCodes;
    private final SignInDesks desks;
    private final FactorConsequences consequences;
    private final FailedSecrets failedSecrets;
    private final AuditTrail trail;
    private final Transactions transactions;

    @Inject
    FactorChanges(
            Factors factors,
            StoredTotps totps,
            RecoveryCodes recoveryCodes,
            MailedCodes mailedCodes,
            SignInDesks desks,
            FactorConsequences consequences,
            FailedSecrets failedSecrets,
            AuditTrail trail,
            Transactions transactions) {
        this.factors = factors;
        this.totps = totps;
        this.recoveryCodes = recoveryCodes;
        this.mailedCodes = mailedCodes;
        this.desks = desks;
        this.consequences = consequences;
        this.failedSecrets = failedSecrets;
        this.trail = trail;
        this.transactions = transactions;
    }

    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public FactorOverview of(Holder holder) {
        return factors.overview(holder);
    }

    @Override
    public FactorOutcome beginTotp(FactorChange change) {
        return fresh(
                change,
                account -> totps.enabled(account.holder())
                        ? new NotPossible(Reason.ALREADY_ENABLED)
                        : new Begun(totps.begin(account)));
    }

    @Override
    public FactorOutcome confirmTotp(FactorChange change, String code) {
        if (missing(code)) {
            return missingCode();
        }
        FactorOutcome outcome = holding(change, account -> confirm(change, account, code));
        if (outcome instanceof InvalidCode) {
            recordBadCode(EventType.ACCOUNT_TOTP_ENABLED, change);
        }
        return outcome;
    }

    private FactorOutcome confirm(FactorChange change, HolderAccount account, String code) {
        Holder holder = account.holder();
        if (totps.enabled(holder)) {
            return new NotPossible(Reason.ALREADY_ENABLED);
        }
        if (!totps.begun(holder)) {
            return new NotPossible(Reason.NOT_BEGUN);
        }
        boolean right = TypedCode.parse(code, Optional.of(FactorMethod.TOTP))
                .map(typed -> totps.confirm(holder, typed.characters()))
                .orElse(false);
        if (!right) {
            return new InvalidCode();
        }
        List<String> codes = recoveryCodes.replace(holder);
        consequences.follow(change, account, EventType.ACCOUNT_TOTP_ENABLED, MailKind.SECOND_FACTOR_ADDED);
        return new CodesIssued(codes);
    }

    @Override
    public FactorOutcome disableTotp(FactorChange change, String code) {
        if (missing(code)) {
            return missingCode();
        }
        if (!change.fresh()) {
            return new FreshLoginRequired();
        }
        return failedSecrets
                .mustWait(change.holder(), change.client())
                .<FactorOutcome>map(Throttled::new)
                .orElseGet(() -> disableOnce(change, code));
    }

    /** One try, settled by what became of it; a success has been settled with the change. */
    private FactorOutcome disableOnce(FactorChange change, String code) {
        FactorOutcome outcome = failedSecrets.checking(
                change.holder(), change.client(), () -> holding(change, account -> disable(change, account, code)));
        if (outcome instanceof InvalidCode) {
            failedSecrets.failed(change.holder(), change.client());
            recordBadCode(EventType.ACCOUNT_TOTP_DISABLED, change);
        } else if (outcome instanceof NotPossible) {
            failedSecrets.takeBack(change.holder(), change.client());
        }
        return outcome;
    }

    private FactorOutcome disable(FactorChange change, HolderAccount account, String code) {
        Holder holder = account.holder();
        if (!totps.enabled(holder)) {
            return new NotPossible(Reason.NOT_ENABLED);
        }
        boolean right = TypedCode.parse(code, Optional.empty())
                .map(typed -> factors.use(account, typed, change.client().origin()))
                .orElse(false);
        if (!right) {
            return new InvalidCode();
        }
        failedSecrets.succeeded(holder, change.client());
        totps.forget(holder);
        consequences.follow(change, account, EventType.ACCOUNT_TOTP_DISABLED, MailKind.SECOND_FACTOR_REMOVED);
        return new Changed();
    }

    @Override
    public FactorOutcome replaceRecoveryCodes(FactorChange change) {
        return fresh(change, account -> {
            if (!factors.overview(account.holder()).enrolled()) {
                return new NotPossible(Reason.NOT_ENABLED);
            }
            List<String> codes = recoveryCodes.replace(account.holder());
            trail.record(consequences.event(change, EventType.ACCOUNT_RECOVERY_CODES_REPLACED));
            return new CodesIssued(codes);
        });
    }

    @Override
    public FactorOutcome chooseMailedCodes(FactorChange change, boolean enabled) {
        if (change.holder().kind() == Holder.Kind.ADMIN) {
            return new NotPossible(Reason.NOT_FOR_ADMINS);
        }
        return fresh(change, account -> {
            if (enabled && mailedCodes.choose(account.holder())) {
                consequences.follow(change, account, EventType.ACCOUNT_EMAIL_OTP_ENABLED, MailKind.SECOND_FACTOR_ADDED);
            } else if (!enabled && mailedCodes.giveUp(account.holder())) {
                consequences.follow(
                        change, account, EventType.ACCOUNT_EMAIL_OTP_DISABLED, MailKind.SECOND_FACTOR_REMOVED);
            }
            return new Changed();
        });
    }

    private FactorOutcome fresh(FactorChange change, Function<HolderAccount, FactorOutcome> work) {
        return change.fresh() ? holding(change, work) : new FreshLoginRequired();
    }

    private FactorOutcome holding(FactorChange change, Function<HolderAccount, FactorOutcome> work) {
        return transactions.required(
                () -> desks.lock(change.holder()).map(work).orElseGet(() -> new NotPossible(Reason.UNKNOWN_ACCOUNT)));
    }

    private void recordBadCode(EventType type, FactorChange change) {
        AuditEvent done = consequences.event(change, type);
        trail.recordRefusal(AuditEvent.failure(type, done.actor(), done.origin())
                .about(change.holder().id())
                .because("bad_code"));
    }

    private static boolean missing(String code) {
        return code == null || code.isBlank();
    }

    private static FactorOutcome missingCode() {
        return new FactorOutcome.Invalid(List.of(FieldError.of("code", Problem.REQUIRED)));
    }
}
