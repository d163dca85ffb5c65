package dev.gatehouse.auth.internal.factor;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.FactorOverview;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.auth.internal.mail.Mails;
import dev.gatehouse.auth.internal.mail.Reader;
import dev.gatehouse.auth.internal.mailedcode.MailedCodes;
import dev.gatehouse.auth.internal.recoverycode.RecoveryCodes;
import dev.gatehouse.auth.internal.totp.StoredTotps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The factors that an account has, and the codes that are good at any time. */
@ApplicationScoped
public class Factors {

    private final StoredTotps totps;
    private final RecoveryCodes recoveryCodes;
    private final MailedCodes mailedCodes;
    private final Mails mails;
    private final AuditTrail trail;

    @Inject
    Factors(StoredTotps totps, RecoveryCodes recoveryCodes, MailedCodes mailedCodes, Mails mails, AuditTrail trail) {
        this.totps = totps;
        this.recoveryCodes = recoveryCodes;
        this.mailedCodes = mailedCodes;
        this.mails = mails;
        this.trail = trail;
    }

    public FactorOverview overview(Holder holder) {
        return new FactorOverview(totps.enabled(holder), mailedCodes.chosen(holder), recoveryCodes.left(holder));
    }

    /** What may be shown at a sign-in, the usual one first; nothing, if there is no factor. */
    public List<FactorMethod> methods(Holder holder) {
        FactorOverview overview = overview(holder);
        List<FactorMethod> methods = new ArrayList<>();
        if (overview.totp()) {
            methods.add(FactorMethod.TOTP);
        }
        if (overview.mailedCodes()) {
            methods.add(FactorMethod.EMAIL);
        }
        if (overview.enrolled() && overview.recoveryCodesLeft() > 0) {
            methods.add(FactorMethod.RECOVERY);
        }
        return methods;
    }

    /**
     * Uses up a code of the app or a recovery code, in a transaction that holds the account's row; a mailed code is
     * good for its challenge only and is none here.
     */
    public boolean use(HolderAccount account, TypedCode code, Origin origin) {
        return switch (code.method()) {
            case TOTP -> totps.use(account.holder(), code.characters());
            case RECOVERY -> useRecoveryCode(account, code, origin);
            case EMAIL -> false;
        };
    }

    private boolean useRecoveryCode(HolderAccount account, TypedCode code, Origin origin) {
        Holder holder = account.holder();
        if (!recoveryCodes.use(holder, code.characters())) {
            return false;
        }
        int left = recoveryCodes.left(holder);
        trail.record(AuditEvent.success(EventType.ACCOUNT_RECOVERY_CODE_USED, Holders.actor(holder), origin)
                .about(holder.id())
                .with("left", left));
        mails.send(
                MailKind.RECOVERY_CODE_USED,
                Reader.of(account),
                Map.of("firstName", account.salutation(), "left", String.valueOf(left)));
        return true;
    }
}
