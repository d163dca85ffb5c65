package dev.gatehouse.auth.internal.account;

import dev.gatehouse.auth.Account;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.SupportedLanguages;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * An account as it lies in the database: inserted by {@link StoredAccounts}, claimed by a sign-up, owned by whoever
 * proves its address.
 */
@Entity
@Table(schema = "auth", name = "account")
public class StoredAccount implements HolderAccount {

    @Id
    private UUID id;

    private String email;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "first_name")
    private String firstName;

    @Column(name = "last_name")
    private String lastName;

    @Column(name = "user_type")
    private String userType;

    private String locale;

    @Column(name = "email_verified_at")
    private OffsetDateTime emailVerifiedAt;

    @Column(name = "disabled_at")
    private OffsetDateTime disabledAt;

    @Column(name = "disabled_reason")
    private String disabledReason;

    @Column(name = "password_reset_required")
    private boolean passwordResetRequired;

    @Column(name = "second_factor")
    private boolean secondFactor;

    @Column(name = "created_at", updatable = false)
    private OffsetDateTime createdAt;

    @Column(name = "updated_at")
    private OffsetDateTime updatedAt;

    protected StoredAccount() {}

    public UUID id() {
        return id;
    }

    @Override
    public Holder holder() {
        return new Holder(Holder.Kind.USER, id);
    }

    @Override
    public String firstName() {
        return firstName;
    }

    @Override
    public String lastName() {
        return lastName;
    }

    @Override
    public String email() {
        return email;
    }

    @Override
    public Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    @Override
    public boolean verified() {
        return emailVerifiedAt != null;
    }

    @Override
    public boolean disabled() {
        return disabledAt != null;
    }

    @Override
    public boolean passwordResetRequired() {
        return passwordResetRequired;
    }

    public String userType() {
        return userType;
    }

    @Override
    public boolean secondFactor() {
        return secondFactor;
    }

    @Override
    public void secondFactor(boolean enrolled, Instant now) {
        secondFactor = enrolled;
        changed(now);
    }

    /** Until the address is proven, no name that a stranger may have typed. */
    @Override
    public String salutation() {
        return verified() ? firstName : email.substring(0, email.indexOf('@'));
    }

    @Override
    public Locale language() {
        return locale == null ? SupportedLanguages.nearestTo(Locale.ROOT) : Locale.forLanguageTag(locale);
    }

    /** What the account holds now, as if it were asked for again. */
    public Registration registration() {
        return new Registration(
                passwordHash, firstName, lastName, userType, language().toLanguageTag());
    }

    /** Takes over what somebody asked for who has not proven the address. */
    public void claim(Registration registration, Instant now) {
        passwordHash = registration.passwordHash();
        firstName = registration.firstName();
        lastName = registration.lastName();
        userType = registration.userType();
        locale = registration.locale();
        changed(now);
    }

    /** Its address has been proven by somebody who asked for this. */
    public void prove(Registration registration, Instant now) {
        claim(registration, now);
        emailVerifiedAt = changed(now);
    }

    /** Shows another name and speaks another language from now on. */
    void present(String newFirstName, String newLastName, String newLocale, Instant now) {
        firstName = newFirstName;
        lastName = newLastName;
        locale = newLocale;
        changed(now);
    }

    @Override
    public void choosePassword(String hash, Instant now) {
        passwordHash = hash;
        passwordResetRequired = false;
        changed(now);
    }

    @Override
    public void demandNewPassword(Instant now) {
        passwordResetRequired = true;
        changed(now);
    }

    @Override
    public void moveTo(EmailAddress address, Instant now) {
        email = address.value();
        emailVerifiedAt = changed(now);
    }

    /** Its data stay for whoever cleans up unproven accounts; under .invalid (RFC 2606) no mail reaches anybody. */
    @Override
    public void giveUpAddress(Instant now) {
        email = id + "@displaced.invalid";
        changed(now);
    }

    @Override
    public void disable(String reason, Instant now) {
        disabledReason = reason;
        disabledAt = changed(now);
    }

    @Override
    public void enable(Instant now) {
        disabledReason = null;
        disabledAt = null;
        changed(now);
    }

    private OffsetDateTime changed(Instant now) {
        updatedAt = now.atOffset(ZoneOffset.UTC);
        return updatedAt;
    }

    /** As its owner sees it. */
    public Account view() {
        return new Account(
                id,
                email,
                firstName,
                lastName,
                userType,
                Optional.ofNullable(locale).map(Locale::forLanguageTag),
                verified(),
                secondFactor,
                createdAt.toInstant());
    }
}
