package dev.gatehouse.auth.internal.challenge;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.TwoFactorSettings;
import dev.gatehouse.auth.internal.factor.Factors;
import dev.gatehouse.auth.internal.token.LinkToken;
import dev.gatehouse.session.NewSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * What follows on the first secret. Every way in (password, provider, page, REST, admin console) asks here before it
 * starts a session.
 */
@ApplicationScoped
public class SecondStep {

    private final TwoFactorSettings settings;
    private final Factors factors;
    private final StoredChallenges challenges;
    private final AuditTrail trail;

    @Inject
    SecondStep(TwoFactorSettings settings, Factors factors, StoredChallenges challenges, AuditTrail trail) {
        this.settings = settings;
        this.factors = factors;
        this.challenges = challenges;
        this.trail = trail;
    }

    /**
     * Opens what stands between the first secret and the session, in the caller's transaction, which holds the
     * account's row.
     *
     * @param enrolled what the account's row says of its factors
     * @param demanded whether the account is let in with a second factor only
     * @param wanted the session that the second step will start
     * @return a challenge or an enrolment; empty if nothing stands in between
     */
    public Optional<LoginOutcome> after(
            Holder holder, String email, boolean enrolled, boolean demanded, NewSession wanted, Client client) {
        if (!settings.on()) {
            return Optional.empty();
        }
        List<FactorMethod> methods = enrolled ? factors.methods(holder) : List.of();
        if (!methods.isEmpty()) {
            return Optional.of(challenge(holder, email, methods, wanted, client));
        }
        return demanded ? Optional.of(enrolment(holder, email, wanted, client)) : Optional.empty();
    }

    private LoginOutcome challenge(
            Holder holder, String email, List<FactorMethod> methods, NewSession wanted, Client client) {
        LinkToken token = challenges.open(holder, Purpose.LOGIN, wanted, client);
        trail.record(challenged(holder, email, client)
                .with("methods", methods.stream().map(FactorMethod::wireName).toList()));
        return new LoginOutcome.ChallengeRequired(token.text(), methods, Purpose.LOGIN.lifetime());
    }

    private LoginOutcome enrolment(Holder holder, String email, NewSession wanted, Client client) {
        LinkToken token = challenges.open(holder, Purpose.ENROLMENT, wanted, client);
        trail.record(challenged(holder, email, client).because("two_factor_setup_required"));
        return new LoginOutcome.SetupRequired(token.text(), Purpose.ENROLMENT.lifetime());
    }

    private static AuditEvent challenged(Holder holder, String email, Client client) {
        return AuditEvent.success(EventType.LOGIN_CHALLENGED, Actor.anonymous(), client.origin())
                .about(holder.id())
                .withEmail(email);
    }
}
