package dev.gatehouse.auth.internal.factor;

import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.FactorChange;
import dev.gatehouse.auth.FactorChange.ByOwner;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.FactorOutcome;
import dev.gatehouse.auth.FactorOutcome.Begun;
import dev.gatehouse.auth.FactorOutcome.Changed;
import dev.gatehouse.auth.FactorOutcome.CodesIssued;
import dev.gatehouse.auth.FactorOutcome.InvalidCode;
import dev.gatehouse.auth.FactorOutcome.NotPossible;
import dev.gatehouse.auth.FactorOutcome.Reason;
import dev.gatehouse.auth.FactorOverview;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.OwnerProof;
import dev.gatehouse.auth.SecondFactors;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.auth.internal.mailedcode.MailedCodes;
import dev.gatehouse.auth.internal.recoverycode.RecoveryCodes;
import dev.gatehouse.auth.internal.signin.SignInDesks;
import dev.gatehouse.auth.internal.totp.StoredTotps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Factors as their owners set them up and take them away: each change in one transaction that holds the account. */
@ApplicationScoped
class FactorChanges implements SecondFactors {

    private final Admission admission;
    private final CountedCodes counted;
    private final Factors factors;
    private final StoredTotps totps;
    private final RecoveryCodes recoveryCodes;
    private final MailedCodes mailedCodes;
    private final SignInDesks desks;
    private final FactorConsequences consequences;

    @Inject
    FactorChanges(
            Admission admission,
            CountedCodes counted,
            Factors factors,
            StoredTotps totps,
            RecoveryCodes recoveryCodes,
            MailedCodes mailedCodes,
            SignInDesks desks,
            FactorConsequences consequences) {
        this.admission = admission;
        this.counted = counted;
        this.factors = factors;
        this.totps = totps;
        this.recoveryCodes = recoveryCodes;
        this.mailedCodes = mailedCodes;
        this.desks = desks;
        this.consequences = consequences;
    }

    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public FactorOverview of(Holder holder) {
        return factors.overview(holder);
    }

    @Override
    public FactorOutcome beginTotp(FactorChange change) {
        return admission
                .proven(change, EventType.ACCOUNT_TOTP_ENABLED)
                .change(account -> totps.enabled(account.holder())
                        ? new NotPossible(Reason.ALREADY_ENABLED)
                        : new Begun(totps.begin(account)));
    }

    @Override
    public FactorOutcome confirmTotp(FactorChange change, String code) {
        if (missing(code)) {
            return missingCode();
        }
        return counted.trying(change, EventType.ACCOUNT_TOTP_ENABLED, () -> admission
                .seated(change)
                .change(account -> confirm(change, account, code)));
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
    public FactorOutcome disableTotp(OwnerProof proof, String code) {
        if (missing(code)) {
            return missingCode();
        }
        ByOwner change = new ByOwner(proof);
        Admission.Entry entry = admission.proven(change, EventType.ACCOUNT_TOTP_DISABLED);
        if (entry instanceof Admission.Closed closed) {
            return new FactorOutcome.Refused(closed.refusal());
        }
        return counted.trying(
                change, EventType.ACCOUNT_TOTP_DISABLED, () -> entry.change(account -> disable(change, account, code)));
    }

    private FactorOutcome disable(FactorChange change, HolderAccount account, String code) {
        Holder holder = account.holder();
        FactorOverview now = factors.overview(holder);
        if (!now.totp()) {
            return new NotPossible(Reason.NOT_ENABLED);
        }
        if (!now.mailedCodes() && demanded(account)) {
            return new NotPossible(Reason.DEMANDED);
        }
        boolean right = TypedCode.parse(code, Optional.empty())
                .map(typed -> factors.use(account, typed, change.client().origin()))
                .orElse(false);
        if (!right) {
            return new InvalidCode();
        }
        totps.forget(holder);
        consequences.follow(change, account, EventType.ACCOUNT_TOTP_DISABLED, MailKind.SECOND_FACTOR_REMOVED);
        return new Changed();
    }

    @Override
    public FactorOutcome replaceRecoveryCodes(OwnerProof proof) {
        ByOwner change = new ByOwner(proof);
        EventType type = EventType.ACCOUNT_RECOVERY_CODES_REPLACED;
        return admission.proven(change, type).change(account -> {
            if (!factors.overview(account.holder()).enrolled()) {
                return new NotPossible(Reason.NOT_ENABLED);
            }
            List<String> codes = recoveryCodes.replace(account.holder());
            consequences.follow(change, account, type, MailKind.RECOVERY_CODES_REPLACED);
            return new CodesIssued(codes);
        });
    }

    @Override
    public FactorOutcome chooseMailedCodes(OwnerProof proof, boolean enabled) {
        if (proof.holder().kind() == Holder.Kind.ADMIN) {
            return new NotPossible(Reason.NOT_FOR_ADMINS);
        }
        ByOwner change = new ByOwner(proof);
        return enabled
                ? admission
                        .proven(change, EventType.ACCOUNT_EMAIL_OTP_ENABLED)
                        .change(account -> choose(change, account))
                : admission
                        .proven(change, EventType.ACCOUNT_EMAIL_OTP_DISABLED)
                        .change(account -> giveUp(change, account));
    }

    private FactorOutcome choose(FactorChange change, HolderAccount account) {
        if (mailedCodes.choose(account.holder())) {
            consequences.follow(change, account, EventType.ACCOUNT_EMAIL_OTP_ENABLED, MailKind.SECOND_FACTOR_ADDED);
        }
        return new Changed();
    }

    private FactorOutcome giveUp(FactorChange change, HolderAccount account) {
        FactorOverview now = factors.overview(account.holder());
        if (now.mailedCodes() && !now.totp() && demanded(account)) {
            return new NotPossible(Reason.DEMANDED);
        }
        if (mailedCodes.giveUp(account.holder())) {
            consequences.follow(change, account, EventType.ACCOUNT_EMAIL_OTP_DISABLED, MailKind.SECOND_FACTOR_REMOVED);
        }
        return new Changed();
    }

    private boolean demanded(HolderAccount account) {
        return desks.of(account.holder().kind()).demandsFactor(account);
    }

    private static boolean missing(String code) {
        return code == null || code.isBlank();
    }

    private static FactorOutcome missingCode() {
        return new FactorOutcome.Invalid(List.of(FieldError.of("code", Problem.REQUIRED)));
    }
}
