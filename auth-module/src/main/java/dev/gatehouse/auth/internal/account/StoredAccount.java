package dev.gatehouse.auth.internal.account;

import dev.gatehouse.auth.Account;
import dev.gatehouse.auth.SupportedLanguages;
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
public class StoredAccount {

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

    @Column(name = "password_reset_required")
    private boolean passwordResetRequired;

    @Column(name = "second_factor", insertable = false, updatable = false)
    private boolean secondFactor;

    @Column(name = "created_at", updatable = false)
    private OffsetDateTime createdAt;

    @Column(name = "updated_at")
    private OffsetDateTime updatedAt;

    protected StoredAccount() {}

    public UUID id() {
        return id;
    }

    public String email() {
        return email;
    }

    public Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    public boolean verified() {
        return emailVerifiedAt != null;
    }

    public boolean disabled() {
        return disabledAt != null;
    }

    public boolean passwordResetRequired() {
        return passwordResetRequired;
    }

    public String userType() {
        return userType;
    }

    /** Whether a sign-in asks for a second factor. */
    public boolean secondFactor() {
        return secondFactor;
    }

    /** What to call its owner in mails: until the address is proven, no name that a stranger may have typed. */
    public String salutation() {
        return verified() ? firstName : email.substring(0, email.indexOf('@'));
    }

    /** The language to write to its owner in. */
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
        updatedAt = now.atOffset(ZoneOffset.UTC);
    }

    /** Its address has been proven by somebody who asked for this. */
    public void prove(Registration registration, Instant now) {
        claim(registration, now);
        emailVerifiedAt = now.atOffset(ZoneOffset.UTC);
    }

    /** Shows another name and speaks another language from now on. */
    void present(String newFirstName, String newLastName, String newLocale, Instant now) {
        firstName = newFirstName;
        lastName = newLastName;
        locale = newLocale;
        updatedAt = now.atOffset(ZoneOffset.UTC);
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
