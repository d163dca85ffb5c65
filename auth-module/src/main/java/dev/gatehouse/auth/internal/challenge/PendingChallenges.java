package dev.gatehouse.auth.internal.challenge;

import dev.gatehouse.auth.ChallengeAnswer;
import dev.gatehouse.auth.ChallengeOutcome;
import dev.gatehouse.auth.Challenges;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.CodeOutcome;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.PendingChallenge;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.factor.Factors;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.mailedcode.MailedCodes;
import dev.gatehouse.auth.internal.signin.SignInDesks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Challenges as clients meet them. */
@ApplicationScoped
class PendingChallenges implements Challenges {

    private final StoredChallenges challenges;
    private final Enrolments enrolments;
    private final ChallengeAnswers answers;
    private final Factors factors;
    private final MailedCodes mailedCodes;
    private final SignInDesks desks;
    private final Transactions transactions;

    @Inject
    PendingChallenges(
            StoredChallenges challenges,
            Enrolments enrolments,
            ChallengeAnswers answers,
            Factors factors,
            MailedCodes mailedCodes,
            SignInDesks desks,
            Transactions transactions) {
        this.challenges = challenges;
        this.enrolments = enrolments;
        this.answers = answers;
        this.factors = factors;
        this.mailedCodes = mailedCodes;
        this.desks = desks;
        this.transactions = transactions;
    }

    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<PendingChallenge> find(Holder.Kind kind, String challengeToken, Client client) {
        return challenges
                .find(kind, Purpose.LOGIN, challengeToken, client)
                .map(open -> new PendingChallenge(factors.methods(open.holder()), open.expiresIn()));
    }

    @Override
    public CodeOutcome sendCode(Holder.Kind kind, String challengeToken, Client client) {
        return challenges
                .find(kind, Purpose.LOGIN, challengeToken, client)
                .map(open -> transactions.required(() -> sendCode(kind, challengeToken, client, open.holder())))
                .orElseGet(CodeOutcome.Expired::new);
    }

    /** Looks again once it holds the row: the challenge may have ended meanwhile. */
    private CodeOutcome sendCode(Holder.Kind kind, String challengeToken, Client client, Holder holder) {
        Optional<HolderAccount> account = desks.lock(holder);
        Optional<StoredChallenge> open = challenges.find(kind, Purpose.LOGIN, challengeToken, client);
        return account.isEmpty() || open.isEmpty()
                ? new CodeOutcome.Expired()
                : mailedCodes.send(account.get(), open.get().id(), client.origin());
    }

    @Override
    public ChallengeOutcome verify(ChallengeAnswer answer) {
        return answers.verify(answer);
    }

    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Holder> enrolling(Holder.Kind kind, String enrolmentToken, Client client) {
        return enrolments.holder(kind, enrolmentToken, client);
    }

    @Override
    @Transactional
    public void endAll(Holder holder) {
        challenges.endAll(holder.id());
    }
}
