package dev.gatehouse.auth.internal.account;

import dev.gatehouse.auth.Account;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.UserRecord;
import dev.gatehouse.auth.internal.holder.StoredHolder;
import dev.gatehouse.session.StartedSession;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * An account as it lies in the database: inserted by {@link StoredAccounts}, claimed by a sign-up, owned by whoever
 * proves its address.
 */
@Entity
@Table(schema = "auth", name = "account")
public class StoredAccount extends StoredHolder {

    @Column(name = "user_type")
    private String userType;

    @Column(name = "email_verified_at")
    private OffsetDateTime emailVerifiedAt;

    protected StoredAccount() {}

    @Override
    public Holder holder() {
        return new Holder(Holder.Kind.USER, id());
    }

    @Override
    public boolean verified() {
        return emailVerifiedAt != null;
    }

    public String userType() {
        return userType;
    }

    @Override
    public String group() {
        return userType;
    }

    /** Until the address is proven, no name that a stranger may have typed. */
    @Override
    public String salutation() {
        return verified() ? firstName() : email().substring(0, email().indexOf('@'));
    }

    /** What the account holds now, as if it were asked for again. */
    public Registration registration() {
        return new Registration(
                passwordHash().orElse(null),
                firstName(),
                lastName(),
                userType,
                language().toLanguageTag());
    }

    /** Takes over what somebody asked for who has not proven the address. */
    public void claim(Registration registration, Instant now) {
        hold(registration.passwordHash());
        userType = registration.userType();
        present(registration.firstName(), registration.lastName(), registration.locale(), now);
    }

    /** Its address has been proven by somebody who asked for this. */
    public void prove(Registration registration, Instant now) {
        claim(registration, now);
        emailVerifiedAt = changed(now);
    }

    @Override
    public void moveTo(EmailAddress address, Instant now) {
        super.moveTo(address, now);
        emailVerifiedAt = changed(now);
    }

    /** As its owner sees it. */
    public Account view() {
        return new Account(
                id(), email(), firstName(), lastName(), userType, locale(), verified(), secondFactor(), createdAt());
    }

    /** As admins see it. */
    public UserRecord record() {
        return new UserRecord(view(), passwordResetRequired(), disabledAt(), disabledReason(), lastLoginAt());
    }

    @Override
    public LoginOutcome welcome(StartedSession session) {
        return new LoginOutcome.SignedIn(view(), session);
    }
}
