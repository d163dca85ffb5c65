package dev.gatehouse.auth.internal.account;

import static dev.gatehouse.auth.internal.Person.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.Account;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.ProfileChange;
import dev.gatehouse.auth.ProfileOutcome;
import dev.gatehouse.auth.ProfileOutcome.Changed;
import dev.gatehouse.auth.ProfileOutcome.Invalid;
import dev.gatehouse.auth.ProfileOutcome.Unknown;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountProfilesTest {

    private static final AuthModule MODULE = AuthModule.withRequiredVerification();

    private final Person person = new Person(MODULE).registered();

    @Test
    void findsNeitherStrangersNorDisabledAccounts() {
        assertThat(MODULE.accounts.find(UUID.randomUUID())).isEmpty();
        person.change("disabled_at = now()");
        assertThat(MODULE.accounts.find(person.id())).isEmpty();
        assertThat(MODULE.accounts.changeProfile(person.id(), change("Eve", null, null), ORIGIN))
                .isEqualTo(new Unknown());
        assertThat(MODULE.accounts.changeProfile(UUID.randomUUID(), change("Eve", null, null), ORIGIN))
                .isEqualTo(new Unknown());
    }

    @Test
    void namesEveryFaultAndChangesNothing() {
        ProfileOutcome outcome = MODULE.accounts.changeProfile(person.id(), change(" ", "a\u0000b", "tlh"), ORIGIN);

        assertThat(outcome)
                .isEqualTo(new Invalid(List.of(
                        FieldError.of("firstName", Problem.REQUIRED),
                        FieldError.of("lastName", Problem.INVALID_TEXT),
                        FieldError.of("locale", Problem.INVALID_CHOICE))));
        assertThat(person.account("first_name")).isEqualTo("Ada");
    }

    @Test
    void refusesANameOfMoreThanAHundredCodePoints() {
        String longest = "\ud83d\ude00".repeat(100);

        assertThat(MODULE.accounts.changeProfile(person.id(), change(longest + "x", null, null), ORIGIN))
                .isInstanceOf(Invalid.class);
        assertThat(MODULE.accounts.changeProfile(person.id(), change(longest, null, null), ORIGIN))
                .isInstanceOf(Changed.class);
    }

    @Test
    void recordsNothingWhereNothingDiffers() {
        assertThat(MODULE.accounts.changeProfile(person.id(), change(" Ada ", "Lovelace", "en"), ORIGIN))
                .isInstanceOf(Changed.class);
        assertThat(person.recorded("account.profile_changed", "success")).isZero();
    }

    @Test
    void changesWhatIsGivenAndRecordsTheFieldsWithoutTheirValues() {
        ProfileOutcome outcome = MODULE.accounts.changeProfile(person.id(), change(null, " Byron", "de"), ORIGIN);

        assertThat(outcome).isInstanceOf(Changed.class);
        Account account = MODULE.accounts.find(person.id()).orElseThrow();
        assertThat(account.name()).isEqualTo("Ada Byron");
        assertThat(account.locale()).hasValue(Locale.GERMAN);
        assertThat(MODULE.database.query("SELECT detail FROM audit.event WHERE type = 'account.profile_changed'"
                        + " AND subject_id = '" + person.id() + "'"))
                .isEqualTo("{\"fields\": [\"lastName\", \"locale\"]}");
    }

    private static ProfileChange change(String firstName, String lastName, String locale) {
        return new ProfileChange(
                Optional.ofNullable(firstName), Optional.ofNullable(lastName), Optional.ofNullable(locale));
    }
}
