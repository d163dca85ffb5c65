package dev.gatehouse.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api.Call;
import dev.gatehouse.web.testing.Authenticator;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Member;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.QrPicture;
import dev.gatehouse.web.testing.Together;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Factors belong to their owner, and to nobody who has merely found a session. */
class FactorsIT extends OverHttp {

    private static final String TOTP = "/api/account/totp";
    private static final String CODES = "/api/account/recovery-codes";
    private static final String MAILED = "/api/account/email-otp";

    private final Member ada = people.member(rows);

    @Test
    @Row("MF-07")
    void changeForNobodyWhoIsNotSignedIn() {
        List<Supplier<Call>> calls = List.of(
                () -> api.post(TOTP),
                () -> api.post(TOTP + "/confirm").json("code", "123456"),
                () -> api.delete(TOTP).json("code", "123456", "password", People.PASSWORD),
                () -> api.post(CODES),
                () -> api.call("PUT", MAILED).json("enabled", true));
        for (Supplier<Call> call : calls) {
            call.get().send().isProblem(401, "unauthenticated");
            call.get().bearer("x".repeat(43)).send().isProblem(401, "unauthenticated");
            // A cookie alone is no word of its owner either.
            Browser.signedIn(api, ada.email()).send(call.get()).isProblem(403, "csrf_failed");
        }
        assertThat(new Browser(api)
                        .get("/account/security")
                        .hasStatus(303)
                        .header("Location")
                        .orElseThrow())
                .startsWith("/login");
    }

    @Test
    @Row("MF-07")
    void wantThePasswordOnceTheSignInIsOld() {
        ada.withApp();
        ada.ages();
        for (String password : new String[] {null, "Wrong-Horse-42"}) {
            String problem = password == null ? "fresh_login_required" : "invalid_credentials";
            ada.call(api.delete(TOTP))
                    .json("code", ada.app.code(), "password", password)
                    .send()
                    .isProblem(403, problem);
            ada.call(api.post(CODES)).json("password", password).send().isProblem(403, problem);
            ada.call(api.call("PUT", MAILED))
                    .json("enabled", true, "password", password)
                    .send()
                    .isProblem(403, problem);
        }
        ada.call(api.post(CODES)).send().isProblem(403, "fresh_login_required");
        assertThat(rows.number("SELECT count(*) FROM auth.totp WHERE holder_id = ?", ada.id()))
                .isOne();

        ada.call(api.post(CODES)).json("password", People.PASSWORD).send().hasStatus(200);
        ada.call(api.delete(TOTP))
                .json("code", ada.app.code(), "password", People.PASSWORD)
                .send()
                .hasStatus(204);
        ada.call(api.post(TOTP)).send().isProblem(403, "fresh_login_required");
        ada.call(api.post(TOTP)).json("password", People.PASSWORD).send().hasStatus(200);
    }

    @Test
    @Row("MF-04")
    void countWrongPasswordsAndCodesTogether() {
        ada.withApp();
        for (int i = 0; i < 3; i++) {
            ada.call(api.delete(TOTP)).json("code", ada.app.wrongCode()).send().isProblem(403, "invalid_code");
            ada.call(api.post(CODES)).json("password", "Wrong-Horse-42").send();
        }

        Answer held = ada.call(api.delete(TOTP)).json("code", ada.app.code()).send();
        assertThat(held.isProblem(429, "too_many_attempts").header("Retry-After"))
                .isPresent();
    }

    @Test
    @Row("MF-11")
    void showAFreshSecretOnceAndEncryptIt() {
        Answer drawn = ada.call(api.post(TOTP)).send().hasStatus(200);
        Answer again = ada.call(api.post(TOTP)).send().hasStatus(200);
        String secret = again.text("secret");
        ada.app = new Authenticator(secret);

        assertThat(drawn.json().keySet()).containsOnly("secret", "otpauthUri", "qrCode");
        assertThat(drawn.header("Cache-Control")).hasValue("no-store");
        assertThat(drawn.text("secret")).isNotEqualTo(secret);
        assertThat(ada.app.bits()).isEqualTo(160);
        assertThat(rows.texts("SELECT t::text FROM auth.totp t WHERE holder_id = ?", ada.id())
                        .toString())
                .doesNotContain(ada.app.hex(), secret);
        // Not active before its first code.
        assertThat(ada.logIn().json().containsKey("requires2fa")).isFalse();
        ada.call(api.post(TOTP + "/confirm"))
                .json("code", new Authenticator(drawn.text("secret")).code())
                .send()
                .isProblem(403, "invalid_code");
        ada.call(api.post(TOTP + "/confirm"))
                .json("code", ada.app.code())
                .send()
                .hasStatus(200);
        ada.verify(ada.challenge(), ada.app.code()).isProblem(401, "invalid_code");

        ada.call(api.post(TOTP)).send().isProblem(409, "conflict");
        assertThat(ada.call(api.get("/api/account")).send().text()).doesNotContain(secret);
    }

    @Test
    void drawAPictureThatAnAppCanRead() {
        Answer drawn = ada.call(api.post(TOTP)).send().hasStatus(200);
        String uri = QrPicture.read(drawn.text("qrCode"));

        assertThat(uri).isEqualTo(drawn.text("otpauthUri"));
        assertThat(URLDecoder.decode(uri, StandardCharsets.UTF_8))
                .isEqualTo("otpauth://totp/Gatehouse localhost:" + ada.email() + "?secret=" + drawn.text("secret")
                        + "&issuer=Gatehouse localhost&algorithm=SHA1&digits=6&period=30");
    }

    @Test
    @Row("TK-07")
    void endTheOtherSessionsWithEveryChange() {
        SignedIn other = people.signIn(ada.email());
        ada.withApp();
        refused(other);

        for (Supplier<Call> change : List.<Supplier<Call>>of(
                () -> api.post(CODES),
                () -> api.call("PUT", MAILED).json("enabled", true),
                () -> api.call("PUT", MAILED).json("enabled", false),
                () -> api.delete(TOTP).json("code", ada.app.code()))) {
            SignedIn another = ada.forgetSteps().signedIn();
            ada.forgetSteps();
            assertThat(ada.call(change.get()).send().status()).isIn(200, 204);
            refused(another);
        }
        ada.call(api.get("/api/account")).send().hasStatus(200);
        assertThat(mailbox.to(ada.email()))
                .extracting(mail -> mail.subject())
                .contains(
                        "Your account is now better protected",
                        "A second step was removed from your account",
                        "You have new recovery codes");
    }

    @Test
    @Row("MF-10")
    void giveTenStrongRecoveryCodesThatWorkOnce() {
        ada.withApp();
        String code = ada.recoveryCodes.get(0);

        assertThat(ada.recoveryCodes).hasSize(10).doesNotHaveDuplicates();
        // Base32: five bits a character, 80 bits at least
        assertThat(ada.recoveryCodes).allSatisfy(shown -> assertThat(shown.replaceAll("[^A-Za-z0-9]", ""))
                .hasSizeGreaterThanOrEqualTo(16));
        assertThat(rows.texts("SELECT r::text FROM auth.recovery_code r WHERE holder_id = ?", ada.id())
                        .toString())
                .doesNotContain(code, code.replace("-", ""));
        List<String> challenges = List.of(ada.challenge(), ada.challenge(), ada.challenge(), ada.challenge());
        var next = new java.util.concurrent.atomic.AtomicInteger();
        List<Answer> answers = Together.times(20, () -> ada.verify(challenges.get(next.getAndIncrement() % 4), code));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        forgetFailures();
        ada.verify(ada.challenge(), code).isProblem(401, "invalid_code");
    }

    @Test
    @Row("MF-10")
    void replaceRecoveryCodesAsASet() {
        ada.withApp();
        List<String> newer = Member.codes(ada.call(api.post(CODES)).send().hasStatus(200));

        assertThat(newer).hasSize(10).doesNotContainAnyElementsOf(ada.recoveryCodes);
        ada.verify(ada.challenge(), ada.recoveryCodes.get(1)).isProblem(401, "invalid_code");
        ada.verify(ada.challenge(), newer.get(1)).hasStatus(200);
        Browser browser = new Browser(api);
        browser.signIn(ada.email(), People.PASSWORD);
        browser.submit("/challenge?method=recovery", "challenge", "code", newer.get(2))
                .hasStatus(303);
        assertThat(browser.get("/account/security").text()).contains("Unused codes left: 8");
        assertThat(browser.get("/account/security").text()).doesNotContain(newer);
    }

    @Test
    @Row("MF-10")
    void haveNoRecoveryCodesWithoutAFactor() {
        ada.call(api.post(CODES)).send().isProblem(409, "conflict");
    }

    @Test
    @Row("MF-13")
    void sayWhatIsMissing() {
        ada.call(api.post(TOTP + "/confirm")).json("code", "123456").send().isProblem(409, "conflict");
        ada.call(api.post(TOTP + "/confirm"))
                .json()
                .send()
                .isProblem(400, "validation_failed")
                .names("code");
        ada.call(api.delete(TOTP)).json("password", People.PASSWORD).send().isProblem(400, "validation_failed");
        ada.call(api.call("PUT", MAILED))
                .json()
                .send()
                .isProblem(400, "validation_failed")
                .names("enabled");
        ada.call(api.post(TOTP)).send().hasStatus(200);
        for (String odd : List.of("00000", "0000000", "12345a", "١٢٣٤٥٦")) {
            ada.call(api.post(TOTP + "/confirm")).json("code", odd).send().isProblem(403, "invalid_code");
        }
    }

    @Test
    void standInTheTrail() {
        ada.withApp();
        ada.call(api.delete(TOTP)).json("code", ada.app.wrongCode()).send();
        ada.call(api.post(CODES)).send();
        ada.call(api.delete(TOTP)).json("code", ada.app.code()).send().hasStatus(204);

        assertThat(rows.eventsAbout(ada.id()))
                .contains("account.totp_enabled", "account.recovery_codes_replaced", "account.totp_disabled");
        assertThat(rows.text(
                        "SELECT reason FROM audit.event WHERE subject_id = ? AND type = 'account.totp_disabled'"
                                + " AND outcome = 'failure'",
                        ada.id()))
                .isEqualTo("bad_code");
    }

    private void refused(SignedIn session) {
        api.post("/api/auth/refresh")
                .json("refreshToken", session.refreshToken())
                .send()
                .isProblem(401, "refresh_token_invalid");
    }
}
