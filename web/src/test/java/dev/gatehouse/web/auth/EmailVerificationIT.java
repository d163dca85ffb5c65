package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Together;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever proves an address decides its password. */
class EmailVerificationIT extends OverHttp {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "' OR 1=1 --",
                "../../etc/passwd",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "4YCyTU2BgYC7UffqgpGoQNHfn0wxakAf0MhbTaxHvNA",
                "\u00e4\u00f6\u00fc"
            })
    void refusesATokenThatWasNeverMailed(String token) {
        Map<String, Long> before = rows.counts();

        verify("token", token, "password", People.PASSWORD).isProblem(400, "token_invalid");

        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    void refusesAMissingToken() {
        verify("password", People.PASSWORD).isProblem(400, "validation_failed").names("token");
        verify("token", " ", "password", People.PASSWORD)
                .isProblem(400, "validation_failed")
                .names("token");
    }

    @Test
    @Row("RC-05")
    void refusesAUsedToken() {
        String address = people.verified();

        verify("token", tokenOf(address), "password", People.PASSWORD).isProblem(400, "token_invalid");
        verify("token", tokenOf(address), "newPassword", "Another-Horse-43").isProblem(400, "token_invalid");

        people.logIn(address, People.PASSWORD).hasStatus(200);
    }

    @Test
    void refusesAnExpiredToken() {
        String address = people.signedUp();
        rows.change(
                "UPDATE auth.one_time_token SET created_at = created_at - interval '25 hours',"
                        + " expires_at = expires_at - interval '25 hours' WHERE account_id = ?",
                rows.account(address));

        verify("token", tokenOf(address), "password", People.PASSWORD).isProblem(400, "token_invalid");
    }

    @Test
    @Row("RC-05")
    void refusesAnOlderTokenOnceANewerWasSent() {
        String address = people.signedUp();
        String older = tokenOf(address);
        api.post("/api/auth/verify-email/resend").json("email", address).send().hasStatus(202);

        verify("token", older, "password", People.PASSWORD).isProblem(400, "token_invalid");
        verify("token", older, "newPassword", "Another-Horse-43").isProblem(400, "token_invalid");
        verify("token", tokenOf(address), "password", People.PASSWORD).hasStatus(200);
    }

    @Test
    void asksForThePasswordAndLeavesTheTokenUnspent() {
        String address = people.signedUp();

        verify("token", tokenOf(address)).isProblem(400, "password_required");
        verify("token", tokenOf(address), "password", "Wrong-Horse-42").isProblem(400, "password_required");
        people.logIn(address, People.PASSWORD).isProblem(403, "email_not_verified");

        verify("token", tokenOf(address), "password", People.PASSWORD).hasStatus(200);
        people.logIn(address, People.PASSWORD).hasStatus(200);
    }

    @Test
    void recordsAWrongPasswordAsAFailedSecret() {
        String address = people.signedUp();

        verify("token", tokenOf(address), "password", "Wrong-Horse-42");

        assertThat(rows.eventsAbout(rows.account(address)))
                .containsExactly("account.registered", "account.verification_sent", "login.failed");
    }

    @Test
    void refusesAWeakNewPasswordAndLeavesTheTokenUnspent() {
        String address = people.signedUp();

        verify("token", tokenOf(address), "newPassword", "password")
                .isProblem(400, "weak_password")
                .names("newPassword");
        verify("token", tokenOf(address), "newPassword", "My-Lovelace-42")
                .isProblem(400, "weak_password")
                .names("newPassword");

        verify("token", tokenOf(address), "newPassword", "Another-Horse-43").hasStatus(200);
    }

    @Test
    @Row("RC-05")
    void letsNobodyKeepAPasswordForAnAddressThatAnotherProves() {
        String address = people.signedUp();
        people.signUp(address, "Owners-Horse-42").hasStatus(202);

        verify("token", tokenOf(address), "password", People.PASSWORD).isProblem(400, "password_required");
        verify("token", tokenOf(address), "password", "Owners-Horse-42").hasStatus(200);

        people.logIn(address, People.PASSWORD).isProblem(401, "invalid_credentials");
        people.logIn(address, "Owners-Horse-42").hasStatus(200);
    }

    @Test
    @Row("RC-05")
    void letsTheOwnerReplaceThePasswordOfSomebodyElsesSignUp() {
        String address = people.signedUp();

        verify("token", tokenOf(address), "newPassword", "Owners-Horse-42").hasStatus(200);

        people.logIn(address, People.PASSWORD).isProblem(401, "invalid_credentials");
        people.logIn(address, "Owners-Horse-42").hasStatus(200);
    }

    @Test
    @Row("RC-05")
    void doesNotTakeAnotherBrowserForTheOneThatSignedUp() {
        String address = people.signedUp();
        String another = people.signUp(people.address(), People.PASSWORD)
                .cookie("gatehouse_device")
                .orElseThrow();

        verifyFrom(another, tokenOf(address)).isProblem(400, "password_required");
        verifyFrom("short", tokenOf(address)).isProblem(400, "password_required");
    }

    @Test
    void needsNoPasswordInTheBrowserThatSignedUp() {
        String address = people.address();
        String device = people.signUp(address, People.PASSWORD)
                .cookie("gatehouse_device")
                .orElseThrow();

        Answer answer = verifyFrom(device, tokenOf(address)).hasStatus(200);

        assertThat(answer.text()).isEqualTo("{\"status\":\"verified\"}");
        people.logIn(address, People.PASSWORD).hasStatus(200);
    }

    @Test
    void writesItsEventOnceAndStartsNoSession() {
        String address = people.verified();

        assertThat(rows.eventsAbout(rows.account(address)))
                .containsExactly("account.registered", "account.verification_sent", "account.email_verified");
        assertThat(rows.number("SELECT count(*) FROM session.session WHERE account_id = ?", rows.account(address)))
                .isZero();
    }

    @Test
    void countsOnceHoweverOftenItIsPressedAtOnce() {
        String address = people.signedUp();
        String token = tokenOf(address);

        List<Integer> statuses = Together.times(
                10, () -> verify("token", token, "password", People.PASSWORD).status());

        assertThat(statuses).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 400);
        assertThat(rows.eventsAbout(rows.account(address))).containsOnlyOnce("account.email_verified");
    }

    @Test
    void resendsWithOneAnswerForAllAddresses() {
        Answer unverified = resend(people.signedUp());
        Answer verified = resend(people.verified());
        Answer unknown = resend(people.address());
        Answer none = resend("no address");

        for (Answer answer : List.of(unverified, verified, unknown, none)) {
            answer.hasStatus(202);
            assertThat(answer.text()).isEqualTo(unverified.text());
            assertThat(answer.headers().map().keySet())
                    .isEqualTo(unverified.headers().map().keySet());
        }
    }

    @Test
    void resendsOnlyWhereThereIsSomethingToProve() {
        String unverified = people.signedUp();
        String verified = people.verified();
        String unknown = people.address();

        List.of(unverified, verified, unknown).forEach(this::resend);

        assertThat(mailbox.to(unverified)).hasSize(2);
        assertThat(mailbox.to(verified)).hasSize(1);
        assertThat(mailbox.to(unknown)).isEmpty();
    }

    @Test
    void mailsOneAddressAtMostFiveTimesAnHour() {
        String address = people.signedUp();

        for (int i = 0; i < 6; i++) {
            resend(address).hasStatus(202);
        }

        assertThat(mailbox.to(address)).hasSize(5);
        people.verify(address, People.PASSWORD).hasStatus(200);
    }

    private Answer resend(String address) {
        return api.post("/api/auth/verify-email/resend").json("email", address).send();
    }

    private Answer verify(Object... fields) {
        return api.post("/api/auth/verify-email").json(fields).send();
    }

    private Answer verifyFrom(String device, String token) {
        return api.post("/api/auth/verify-email")
                .header("Cookie", "gatehouse_device=" + device)
                .json("token", token)
                .send();
    }

    private String tokenOf(String address) {
        return mailbox.newestTo(address).token();
    }
}
