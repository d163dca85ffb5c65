package dev.gatehouse.auth.internal.account;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.Account;
import dev.gatehouse.auth.Accounts;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.ProfileChange;
import dev.gatehouse.auth.ProfileOutcome;
import dev.gatehouse.auth.SupportedLanguages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What people see and change of their accounts. */
@ApplicationScoped
class AccountProfiles implements Accounts {

    private final StoredAccounts accounts;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    AccountProfiles(StoredAccounts accounts, AuditTrail trail, Clock clock) {
        this.accounts = accounts;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Account> find(UUID accountId) {
        return accounts.find(accountId).filter(account -> !account.disabled()).map(StoredAccount::view);
    }

    @Override
    @Transactional
    public ProfileOutcome changeProfile(UUID accountId, ProfileChange change, Origin origin) {
        ProfileChange stripped = new ProfileChange(
                change.firstName().map(String::strip), change.lastName().map(String::strip), change.locale());
        List<FieldError> faults = faults(stripped);
        if (!faults.isEmpty()) {
            return new ProfileOutcome.Invalid(faults);
        }
        Optional<StoredAccount> account = accounts.lock(accountId).filter(known -> !known.disabled());
        account.ifPresent(known -> apply(stripped, known, origin));
        return account.<ProfileOutcome>map(known -> new ProfileOutcome.Changed(known.view()))
                .orElseGet(ProfileOutcome.Unknown::new);
    }

    private void apply(ProfileChange change, StoredAccount account, Origin origin) {
        Registration before = account.registration();
        List<String> changed = new ArrayList<>();
        String firstName = chosen("firstName", before.firstName(), change.firstName(), changed);
        String lastName = chosen("lastName", before.lastName(), change.lastName(), changed);
        String locale = chosen("locale", before.locale(), change.locale(), changed);
        if (changed.isEmpty()) {
            return;
        }
        account.present(firstName, lastName, locale, clock.instant());
        trail.record(AuditEvent.success(EventType.ACCOUNT_PROFILE_CHANGED, Actor.user(account.id()), origin)
                .with("fields", List.copyOf(changed)));
    }

    private static String chosen(String field, String before, Optional<String> wish, List<String> changed) {
        if (wish.isEmpty() || wish.get().equals(before)) {
            return before;
        }
        changed.add(field);
        return wish.get();
    }

    private static List<FieldError> faults(ProfileChange change) {
        List<FieldError> faults = new ArrayList<>();
        change.firstName()
                .flatMap(name -> PlainText.faultOfName("firstName", name, true))
                .ifPresent(faults::add);
        change.lastName()
                .flatMap(name -> PlainText.faultOfName("lastName", name, false))
                .ifPresent(faults::add);
        change.locale()
                .filter(tag -> SupportedLanguages.ALL.stream()
                        .map(Locale::toLanguageTag)
                        .noneMatch(tag::equals))
                .map(tag -> FieldError.of("locale", Problem.INVALID_CHOICE))
                .ifPresent(faults::add);
        return faults;
    }
}
