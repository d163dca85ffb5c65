package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Mailbox.Mail;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Together;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignUpIT extends OverHttp {

    @Test
    void refusesAnEmptyFormNamingEveryField() {
        api.post("/api/auth/signup")
                .body("{}")
                .send()
                .isProblem(400, "validation_failed")
                .names("email", "password", "firstName", "acceptTerms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "ada",
                "ada@",
                "@example.org",
                "ada@localhost",
                "a b@example.org",
                "ada@exa mple.org",
                "ada@@example.org",
                "ada@example.org\\r\\nBcc: eve@example.org",
                "ada@example.org,eve@example.org",
                "\\\"ada\\\"@example.org",
                "ada@-example.org",
                "ada..b@example.org"
            })
    void refusesWhatIsNoAddress(String email) {
        refused(Map.of("email", email), "validation_failed", "email");
    }

    @Test
    void refusesAnAddressOfEndlessLength() {
        refused(Map.of("email", "a".repeat(65) + "@example.org"), "validation_failed", "email");
        refused(Map.of("email", "ada@" + "long.".repeat(60) + "org"), "validation_failed", "email");
    }

    @ParameterizedTest
    @CsvSource({
        "too short, Sh0rt-x",
        "no capital, correct-horse-42",
        "no small letter, CORRECT-HORSE-42",
        "no digit, Correct-Horse-Battery",
        "common, Password123",
        "the name, My-Lovelace-42",
        "the name in capitals, MY-LOVELACe-42",
        "the domain, Examplecorp-42",
    })
    void refusesAWeakPasswordSayingWhy(String kind, String password) {
        Answer answer = refused(
                Map.of("password", password, "email", "ada.byron@examplecorp.org"), "weak_password", "password");

        assertThat(answer.json()
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("message")
                        .length())
                .as(kind)
                .isGreaterThan(10);
    }

    @Test
    void refusesAPasswordWithTheAddressInIt() {
        refused(Map.of("email", "countess@example.org", "password", "Countess-of-42"), "weak_password", "password");
    }

    @Test
    void refusesAPasswordOfMoreThan128CodePoints() {
        refused(Map.of("password", "Aa1" + "x".repeat(126)), "weak_password", "password");
        assertThat(people.signUp(people.address(), "Aa1" + "\uD83D\uDC0E".repeat(125))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void namesOtherFaultsTogetherWithAWeakPassword() {
        refused(Map.of("password", "short", "firstName", ""), "validation_failed", "password", "firstName");
    }

    @Test
    void refusesNamesThatNoNameIs() {
        refused(Map.of("firstName", "x".repeat(101)), "validation_failed", "firstName");
        refused(Map.of("lastName", "x".repeat(101)), "validation_failed", "lastName");
        refused(Map.of("firstName", "  "), "validation_failed", "firstName");
        refused(Map.of("firstName", "Ada\\nBcc: eve@example.org"), "validation_failed", "firstName");
        refused(Map.of("lastName", "\\u202Eecalevol"), "validation_failed", "lastName");
    }

    @Test
    void refusesAUserTypeThatIsNotConfigured() {
        refused(Map.of("userType", "admin"), "validation_failed", "userType");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "null", "\"true\"", "1"})
    void refusesASignUpWithoutTheTerms(String accepted) {
        refused(Map.of("acceptTerms", accepted), "validation_failed", "acceptTerms");
    }

    @Test
    void speaksGermanToWhoReadsGerman() {
        Answer answer = api.post("/api/auth/signup")
                .header("Accept-Language", "de-AT, en;q=0.5")
                .body("{}")
                .send();

        assertThat(answer.text()).contains("Das wird gebraucht").doesNotContain("This is needed");
    }

    @Test
    void answersTheSameForAKnownAnUnverifiedAndANewAddress() {
        Answer ofKnown = people.signUp(people.verified(), People.PASSWORD);
        Answer ofUnverified = people.signUp(people.signedUp(), People.PASSWORD);
        Answer ofNew = people.signUp(people.address(), People.PASSWORD);

        for (Answer answer : List.of(ofKnown, ofUnverified, ofNew)) {
            answer.hasStatus(202);
            assertThat(answer.text()).isEqualTo("{\"status\":\"verification_sent\"}");
            assertThat(answer.headers().map().keySet())
                    .isEqualTo(ofNew.headers().map().keySet());
        }
    }

    @Test
    void tellsTheOwnerOfAKnownAddressAndChangesNothing() {
        String address = people.verified();
        String before = accountRow(address);

        people.signUp(address, "Another-Horse-43").hasStatus(202);

        Mail mail = mailbox.newestTo(address);
        assertThat(mail.subject()).isEqualTo("You already have an account");
        assertThat(mail.text()).doesNotContain("token=");
        assertThat(accountRow(address)).isEqualTo(before);
        people.logIn(address, "Another-Horse-43").isProblem(401, "invalid_credentials");
    }

    @Test
    void splitsAWholeName() {
        assertThat(signedUpAs("name", "  Ada Augusta King ")).isEqualTo("Ada|Augusta King");
        assertThat(signedUpAs("name", "Ada")).isEqualTo("Ada|");
    }

    @Test
    void ignoresFieldsThatAreNotListed() {
        String address = people.address();
        Map<String, String> form = form(address);
        form.put("id", "\"00000000-0000-0000-0000-000000000001\"");
        form.put("emailVerified", "true");
        form.put("email_verified_at", "\"2020-01-01T00:00:00Z\"");
        form.put("groups", "[\"admin\"]");

        post(form).hasStatus(202);

        assertThat(rows.texts(
                        "SELECT email FROM auth.account WHERE email = ? AND email_verified_at IS NULL AND id <> ?",
                        address,
                        UUID.fromString("00000000-0000-0000-0000-000000000001")))
                .hasSize(1);
    }

    @Test
    void writesAccountConsentLinkMailAndEventsOnce() {
        Map<String, Long> before = rows.counts();

        String address = people.signedUp();

        Map<String, Long> after = rows.counts();
        assertThat(after.get("auth.account") - before.get("auth.account")).isOne();
        assertThat(after.get("auth.consent") - before.get("auth.consent")).isOne();
        assertThat(after.get("auth.one_time_token") - before.get("auth.one_time_token"))
                .isOne();
        assertThat(after.get("auth.mail_outbox") - before.get("auth.mail_outbox"))
                .isOne();
        assertThat(after.get("session.session")).isEqualTo(before.get("session.session"));
        assertThat(rows.eventsAbout(rows.account(address)))
                .containsExactly("account.registered", "account.verification_sent");
    }

    @Test
    void takesManySignUpsAtOnceForOne() {
        String address = people.address();

        List<Integer> statuses =
                Together.times(30, () -> people.signUp(address, People.PASSWORD).status());

        assertThat(statuses).containsOnly(202);
        assertThat(mailbox.to(address)).hasSize(1);
        assertThat(rows.eventsAbout(rows.account(address)))
                .containsExactly("account.registered", "account.verification_sent");
    }

    @Test
    void keepsThePasswordAsArgon2idAndTheTokenAsAHash() {
        String address = people.signedUp();
        String token = mailbox.newestTo(address).token();

        assertThat(rows.text(
                        "SELECT pending_password_hash FROM auth.one_time_token WHERE account_id = ?",
                        rows.account(address)))
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(rows.texts("SELECT t::text FROM auth.one_time_token t WHERE t::text LIKE ?", "%" + token + "%"))
                .isEmpty();
    }

    @Test
    @Row("RC-02")
    void linksToThisServerWhateverTheHostHeaderSays() {
        String address = people.address();

        api.post("/api/auth/signup")
                .header("Host", "127.0.0.1:" + SERVER.port())
                .body(json(form(address)))
                .send()
                .hasStatus(202);

        api.post("/api/auth/verify-email/resend")
                .header("Host", "127.0.0.1:" + SERVER.port())
                .json("email", address)
                .send()
                .hasStatus(202);
        new Browser((method, path) -> api.call(method, path).header("Host", "127.0.0.1:" + SERVER.port()))
                .press("/verify", "resend", "send", "resendEmail", address)
                .hasStatus(303);

        assertThat(mailbox.to(address)).hasSize(3).allSatisfy(mail -> assertThat(mail.text() + mail.html())
                .contains(SERVER.url() + "/verify?token=")
                .doesNotContain("127.0.0.1"));
    }

    private Answer refused(Map<String, String> different, String code, String... fields) {
        Map<String, String> form = form(people.address());
        different.forEach((name, value) -> form.put(name, name.equals("acceptTerms") ? value : '"' + value + '"'));
        Map<String, Long> before = rows.counts();

        Answer answer = post(form).isProblem(400, code).names(fields);

        assertThat(rows.counts()).isEqualTo(before);
        return answer;
    }

    private String signedUpAs(String field, String value) {
        String address = people.address();
        Map<String, String> form = form(address);
        form.remove("firstName");
        form.remove("lastName");
        form.put(field, '"' + value + '"');
        post(form).hasStatus(202);
        return rows.text("SELECT first_name || '|' || last_name FROM auth.account WHERE email = ?", address);
    }

    private Answer post(Map<String, String> form) {
        return api.post("/api/auth/signup").body(json(form)).send();
    }

    private String accountRow(String address) {
        return rows.text("SELECT a::text FROM auth.account a WHERE email = ?", address);
    }

    /** Field names and JSON values. */
    private static Map<String, String> form(String address) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("email", '"' + address + '"');
        form.put("password", '"' + People.PASSWORD + '"');
        form.put("firstName", "\"Ada\"");
        form.put("lastName", "\"Lovelace\"");
        form.put("acceptTerms", "true");
        return form;
    }

    private static String json(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":" + field.getValue())
                .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }
}
