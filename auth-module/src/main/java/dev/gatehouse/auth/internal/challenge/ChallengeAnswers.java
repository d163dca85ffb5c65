package dev.gatehouse.auth.internal.challenge;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.ChallengeAnswer;
import dev.gatehouse.auth.ChallengeOutcome;
import dev.gatehouse.auth.ChallengeOutcome.Expired;
import dev.gatehouse.auth.ChallengeOutcome.InvalidCode;
import dev.gatehouse.auth.ChallengeOutcome.SignedIn;
import dev.gatehouse.auth.ChallengeOutcome.Throttled;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.factor.Factors;
import dev.gatehouse.auth.internal.factor.TypedCode;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.mailedcode.MailedCodes;
import dev.gatehouse.auth.internal.signin.SignInDesks;
import dev.gatehouse.auth.internal.throttle.FailedSecrets;
import dev.gatehouse.session.NewSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks what is shown as the second factor. One transaction takes the account's row, counts the try, looks at the code
 * and starts the session; the failure is told to the throttle and the trail once it has committed.
 */
@ApplicationScoped
class ChallengeAnswers {

    private final StoredChallenges challenges;
    private final Factors factors;
    private final MailedCodes mailedCodes;
    private final SignInDesks desks;
    private final FailedSecrets failedSecrets;
    private final AuditTrail trail;
    private final Transactions transactions;

    @Inject
    ChallengeAnswers(
            StoredChallenges challenges,
            Factors factors,
            MailedCodes mailedCodes,
            SignInDesks desks,
            FailedSecrets failedSecrets,
            AuditTrail trail,
            Transactions transactions) {
        this.challenges = challenges;
        this.factors = factors;
        this.mailedCodes = mailedCodes;
        this.desks = desks;
        this.failedSecrets = failedSecrets;
        this.trail = trail;
        this.transactions = transactions;
    }

    ChallengeOutcome verify(ChallengeAnswer answer) {
        List<FieldError> faults = faults(answer);
        if (!faults.isEmpty()) {
            return new ChallengeOutcome.Invalid(faults);
        }
        return challenges
                .find(answer.kind(), Purpose.LOGIN, answer.challengeToken(), answer.client())
                .map(challenge -> verify(answer, challenge))
                .orElseGet(Expired::new);
    }

    private ChallengeOutcome verify(ChallengeAnswer answer, StoredChallenge challenge) {
        return failedSecrets
                .mustWait(challenge.holder(), answer.client())
                .<ChallengeOutcome>map(Throttled::new)
                .orElseGet(() -> settled(answer, challenge));
    }

    /** One try, settled by what became of it; a success has been settled with the sign-in. */
    private ChallengeOutcome settled(ChallengeAnswer answer, StoredChallenge challenge) {
        Holder holder = challenge.holder();
        Client client = answer.client();
        ChallengeOutcome outcome =
                failedSecrets.checking(holder, client, () -> transactions.required(() -> attempt(answer, challenge)));
        if (outcome instanceof Expired) {
            failedSecrets.takeBack(holder, client);
        } else if (outcome instanceof InvalidCode) {
            failedSecrets.failed(holder, client);
            trail.recordRefusal(AuditEvent.failure(EventType.LOGIN_CHALLENGE_FAILED, Actor.anonymous(), client.origin())
                    .about(holder.id())
                    .because("bad_code"));
        }
        return outcome;
    }

    private ChallengeOutcome attempt(ChallengeAnswer answer, StoredChallenge challenge) {
        Optional<HolderAccount> account = desks.lock(challenge.holder());
        if (account.isEmpty() || !challenges.countTry(challenge)) {
            return new Expired();
        }
        Optional<TypedCode> code =
                TypedCode.parse(answer.code(), answer.method().flatMap(FactorMethod::named));
        if (code.isEmpty() || !right(code.get(), account.get(), challenge, answer)) {
            return new InvalidCode();
        }
        challenges.end(challenge);
        NewSession wanted = new NewSession(
                challenge.holder().id(),
                answer.sessionKind(),
                challenge.deviceName(),
                answer.client().origin());
        return new SignedIn(
                challenge.holder(),
                desks.of(answer.kind())
                        .signIn(
                                account.get(),
                                wanted,
                                answer.client(),
                                Optional.of(code.get().method())));
    }

    private boolean right(TypedCode code, HolderAccount account, StoredChallenge challenge, ChallengeAnswer answer) {
        return code.method() == FactorMethod.EMAIL
                ? mailedCodes.use(account.holder(), challenge.id(), code.characters())
                : factors.use(account, code, answer.client().origin());
    }

    private static List<FieldError> faults(ChallengeAnswer answer) {
        List<FieldError> faults = new ArrayList<>();
        if (answer.challengeToken() == null || answer.challengeToken().isBlank()) {
            faults.add(FieldError.of("challengeToken", Problem.REQUIRED));
        }
        if (answer.code() == null || answer.code().isBlank()) {
            faults.add(FieldError.of("code", Problem.REQUIRED));
        }
        if (answer.method().isPresent()
                && answer.method().flatMap(FactorMethod::named).isEmpty()) {
            faults.add(FieldError.of("method", Problem.INVALID_CHOICE));
        }
        return faults;
    }
}
