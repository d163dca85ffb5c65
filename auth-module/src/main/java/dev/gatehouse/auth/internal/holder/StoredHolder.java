package dev.gatehouse.auth.internal.holder;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.SupportedLanguages;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What lies in the database of an account of any kind. */
@MappedSuperclass
public abstract class StoredHolder implements HolderAccount {

    @Id
    private UUID id;

    private String email;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "first_name")
    private String firstName;

    @Column(name = "last_name")
    private String lastName;

    private String locale;

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

    @Column(name = "last_login_at", insertable = false, updatable = false)
    private OffsetDateTime lastLoginAt;

    protected StoredHolder() {}

    public UUID id() {
        return id;
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
    public boolean disabled() {
        return disabledAt != null;
    }

    @Override
    public boolean passwordResetRequired() {
        return passwordResetRequired;
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

    @Override
    public Locale language() {
        return locale().orElseGet(() -> SupportedLanguages.nearestTo(Locale.ROOT));
    }

    /** What its owner has chosen, if anything. */
    protected Optional<Locale> locale() {
        return Optional.ofNullable(locale).map(Locale::forLanguageTag);
    }

    protected Optional<Instant> disabledAt() {
        return Optional.ofNullable(disabledAt).map(OffsetDateTime::toInstant);
    }

    protected Optional<String> disabledReason() {
        return Optional.ofNullable(disabledReason);
    }

    protected Instant createdAt() {
        return createdAt.toInstant();
    }

    protected Optional<Instant> lastLoginAt() {
        return Optional.ofNullable(lastLoginAt).map(OffsetDateTime::toInstant);
    }

    /** Shows another name and speaks another language from now on. */
    public void present(String newFirstName, String newLastName, String newLocale, Instant now) {
        firstName = newFirstName;
        lastName = newLastName;
        locale = newLocale;
        changed(now);
    }

    /** Takes a hash over as it is, without being a choice of its owner. */
    protected void hold(String hash) {
        passwordHash = hash;
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
        changed(now);
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

    protected OffsetDateTime changed(Instant now) {
        updatedAt = now.atOffset(ZoneOffset.UTC);
        return updatedAt;
    }
}
