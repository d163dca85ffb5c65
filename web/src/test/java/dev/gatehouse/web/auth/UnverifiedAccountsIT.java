package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Accounts that nobody proves do not stay. */
class UnverifiedAccountsIT extends OverHttp {

    private static final Duration A_RUN_OF_THE_JOB = Duration.ofSeconds(40);

    @Test
    @Row("RC-12")
    void vanishAfterAWeekAndLeaveTheirAddressFree() {
        String abandoned = people.signedUp();
        String young = people.signedUp();
        String proven = people.verified();
        UUID id = rows.account(abandoned);
        age(young, 6);
        age(proven, 8);
        age(abandoned, 8);

        Patience.until("the account is gone", A_RUN_OF_THE_JOB, () -> accounts(abandoned) == 0);

        assertThat(accounts(young)).isOne();
        assertThat(accounts(proven)).isOne();
        assertThat(rows.number(
                        "SELECT count(*) FROM audit.event WHERE subject_id = ? AND type = 'account.deleted'"
                                + " AND actor_type = 'system' AND reason = 'never_verified'",
                        id))
                .isOne();
        assertThat(rows.number("SELECT count(*) FROM audit.personal_data WHERE email = ?", abandoned))
                .isZero();
        people.signUp(abandoned, People.PASSWORD);
        assertThat(people.verify(abandoned, People.PASSWORD).status()).isEqualTo(200);
    }

    private long accounts(String address) {
        return rows.number("SELECT count(*) FROM auth.account WHERE email = ?", address);
    }

    private void age(String address, int days) {
        rows.change(
                "UPDATE auth.account SET created_at = created_at - make_interval(days => ?),"
                        + " updated_at = updated_at - make_interval(days => ?) WHERE email = ?",
                days,
                days,
                address);
    }
}
