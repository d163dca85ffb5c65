package dev.gatehouse.auth.internal;

import static dev.gatehouse.auth.internal.Person.CLIENT;
import static dev.gatehouse.auth.internal.Person.PASSWORD;

import dev.gatehouse.auth.ChallengeAnswer;
import dev.gatehouse.auth.ChallengeOutcome;
import dev.gatehouse.auth.CodeOutcome;
import dev.gatehouse.auth.FactorChange.ByOwner;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.FactorOutcome.Begun;
import dev.gatehouse.auth.FactorOutcome.CodesIssued;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome.ChallengeRequired;
import dev.gatehouse.auth.OwnerProof;
import dev.gatehouse.auth.TotpEnrolment;
import dev.gatehouse.auth.internal.totp.Phone;
import dev.gatehouse.session.NewSession;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registered person, and what they do with second factors. */
public final class Member {

    private static final Pattern CODE = Pattern.compile("\\b[0-9]{4} [0-9]{4}\\b");

    private final AuthModule module;
    public final Person person;
    public final Holder holder;
    public Phone phone;
    public List<String> recoveryCodes;

    public Member(AuthModule module) {
        this.module = module;
        this.person = new Person(module).registered();
        this.holder = new Holder(Holder.Kind.USER, person.id());
    }

    /** Takes the app into use; the code of this half minute is used by that. */
    public Member withTotp() {
        ByOwner change = change();
        phone = new Phone(((Begun) module.factors.beginTotp(change)).enrolment());
        recoveryCodes = ((CodesIssued) module.factors.confirmTotp(change, phone.code())).recoveryCodes();
        return without(change.proof().sessionId());
    }

    public Member withMailedCodes() {
        OwnerProof proof = proof();
        module.factors.chooseMailedCodes(proof, true);
        return without(proof.sessionId());
    }

    /** As if the session had never been. */
    private Member without(UUID session) {
        module.database.execute("DELETE FROM session.session WHERE id = '" + session + "'");
        return this;
    }

    /** A change from a session that has just begun. */
    public ByOwner change() {
        return new ByOwner(proof());
    }

    /** What a session that has just begun proves without a password. */
    public OwnerProof proof() {
        return proof(session(), Optional.empty());
    }

    public OwnerProof proof(UUID session, Optional<String> password) {
        return new OwnerProof(holder, session, password, CLIENT);
    }

    /** Begins one past all that a sign-in asks for. */
    public UUID session() {
        NewSession wanted = new NewSession(holder.id(), NewSession.Kind.TOKEN, Optional.empty(), CLIENT.origin());
        return module.sessions.start(wanted).sessionId();
    }

    /** Lets the five minutes pass in which a sign-in serves in place of a password. */
    public void ages(UUID session) {
        module.database.execute("UPDATE session.session SET authenticated_at = authenticated_at - interval '301 s'"
                + " WHERE id = '" + session + "'");
    }

    public TotpEnrolment begin() {
        return ((Begun) module.factors.beginTotp(change())).enrolment();
    }

    /** Gives the right password and is asked for more. */
    public ChallengeRequired challenge() {
        return (ChallengeRequired) person.logIn(PASSWORD);
    }

    public ChallengeOutcome verify(ChallengeRequired challenge, String code) {
        return verify(challenge, code, Optional.empty());
    }

    public ChallengeOutcome verify(ChallengeRequired challenge, String code, FactorMethod method) {
        return verify(challenge, code, Optional.of(method.wireName()));
    }

    private ChallengeOutcome verify(ChallengeRequired challenge, String code, Optional<String> method) {
        return module.challenges.verify(new ChallengeAnswer(
                Holder.Kind.USER, challenge.challengeToken(), code, method, NewSession.Kind.TOKEN, CLIENT));
    }

    public CodeOutcome askForCode(ChallengeRequired challenge) {
        return module.challenges.sendCode(Holder.Kind.USER, challenge.challengeToken(), CLIENT);
    }

    /** The newest code in the mail. */
    public String mailedCode() {
        return person.mails().stream()
                .map(mail -> CODE.matcher(mail.text()))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElseThrow();
    }

    /** Lets the pause between two mailed codes pass. */
    public void waitAMinute() {
        module.database.execute("UPDATE auth.otp_attempt SET created_at = created_at - interval '61 s',"
                + " expires_at = expires_at - interval '61 s' WHERE holder_id = '" + holder.id() + "'");
    }
}
