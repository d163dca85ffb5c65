package dev.gatehouse.auth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.Holder.Kind;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import dev.gatehouse.auth.internal.Race;
import dev.gatehouse.testing.Row;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OneTimeTokensTest {

    private static final EmailAddress ADDRESS = new EmailAddress("ada@mail.test");
    private static final AuthModule MODULE = AuthModule.withRequiredVerification();

    private final OneTimeTokens tokens = MODULE.tokens;
    private final Holder admin = new Holder(Kind.ADMIN, UUID.randomUUID());

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void refusesATokenOfEveryOtherPurpose(Purpose purpose) {
        LinkToken token = issue(purpose, admin);

        for (Purpose other : Purpose.values()) {
            assertThat(tokens.open(token, other).isPresent()).isEqualTo(other == purpose);
        }
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    @Row({"R-21", "RC-04"})
    void isUsedOnceHoweverManyTryAtOnce(Purpose purpose) {
        OneTimeToken token = tokens.open(issue(purpose, admin), purpose).orElseThrow();

        assertThat(Race.of(20, i -> MODULE.database.inTransaction(() -> tokens.consume(token))))
                .containsOnlyOnce(true)
                .hasSize(20);
        assertThat(MODULE.database.query(
                        "SELECT pending_email FROM auth.one_time_token WHERE id = '" + token.id() + "'"))
                .isNull();
    }

    @Test
    @Row("RC-04")
    void letsTheNewestAloneBeOpenWhateverTheCodeDoes() {
        LinkToken older = issue(Purpose.RESET_PASSWORD, admin);
        LinkToken newest = issue(Purpose.RESET_PASSWORD, admin);

        assertThat(tokens.open(older, Purpose.RESET_PASSWORD)).isEmpty();
        assertThat(tokens.open(newest, Purpose.RESET_PASSWORD)).isPresent();
        assertThatThrownBy(() -> MODULE.database.execute(
                        "UPDATE auth.one_time_token SET consumed_at = NULL WHERE account_id = '" + admin.id() + "'"))
                .hasStackTraceContaining("one_time_token_open");
    }

    @Test
    void keepsUsersAndAdminsApart() {
        Holder user = new Holder(Kind.USER, admin.id());
        LinkToken users = issue(Purpose.RESET_PASSWORD, user);
        LinkToken admins = issue(Purpose.RESET_PASSWORD, admin);

        MODULE.database.inTransaction(() -> tokens.discard(user, Purpose.values()));

        assertThat(tokens.open(users, Purpose.RESET_PASSWORD)).isEmpty();
        assertThat(tokens.open(admins, Purpose.RESET_PASSWORD))
                .hasValueSatisfying(token -> assertThat(token.holder()).isEqualTo(admin));
    }

    @Test
    void letsSeveralBeOpenWhereEachMailsLinkIsToWork() {
        LinkToken first = issue(Purpose.NOT_ME, admin);
        LinkToken second = issue(Purpose.NOT_ME, admin);
        LinkToken third = issue(Purpose.NOT_ME, admin);
        OneTimeToken middle = tokens.open(second, Purpose.NOT_ME).orElseThrow();

        MODULE.database.inTransaction(() -> tokens.discardLaterThan(middle));

        assertThat(tokens.open(first, Purpose.NOT_ME)).isPresent();
        assertThat(tokens.open(second, Purpose.NOT_ME)).isPresent();
        assertThat(tokens.open(third, Purpose.NOT_ME)).isEmpty();
    }

    @Test
    void stillLetsANodeOfTheOlderVersionIssueAndUseLinks() {
        UUID id = UUID.randomUUID();
        MODULE.database.execute("INSERT INTO auth.one_time_token (id, account_id, purpose, token_hash,"
                + " own_registration, expires_at) VALUES ('" + id + "', '" + admin.id()
                + "', 'verify_email', sha256('" + id + "'), true, now() + interval '1 day')");

        assertThat(MODULE.database.query("SELECT holder_kind FROM auth.one_time_token WHERE id = '" + id + "'"))
                .isEqualTo("user");
    }

    @Test
    void forgetsTheLinksOfAnAccountThatIsGoneAndNobodyElses() {
        Person person = new Person(MODULE);
        person.signUp(Person.PASSWORD);
        UUID id = person.id();
        LinkToken admins = issue(Purpose.NOT_ME, new Holder(Kind.ADMIN, id));

        MODULE.database.execute("DELETE FROM auth.account WHERE id = '" + id + "'");

        assertThat(person.count("auth.one_time_token WHERE account_id = '" + id + "'"))
                .isOne();
        assertThat(tokens.open(admins, Purpose.NOT_ME)).isPresent();
    }

    @Test
    void rehearsesWithoutATrace() {
        LinkToken token = LinkToken.draw(new SecureRandom());

        MODULE.database.inTransaction(() -> tokens.rehearse(token, Purpose.RESET_PASSWORD));

        assertThat(tokens.open(token, Purpose.RESET_PASSWORD)).isEmpty();
    }

    private LinkToken issue(Purpose purpose, Holder holder) {
        LinkToken token = LinkToken.draw(new SecureRandom());
        MODULE.database.inTransaction(() -> tokens.issue(token, purpose, holder, Pending.address(ADDRESS)));
        return token;
    }
}
