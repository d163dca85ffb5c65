package dev.gatehouse.web.testing;

import dev.gatehouse.web.testing.Api.Call;
import dev.gatehouse.web.testing.People.SignedIn;
import jakarta.json.JsonString;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with second factors, and what they do with them through the API. */
public final class Member {

    private static final Pattern CODE = Pattern.compile("\\b[0-9]{4} [0-9]{4}\\b");

    private final Api api;
    private final Mailbox mailbox;
    private final Rows rows;
    private final SignedIn person;

    /** The app; null for who has none. */
    public Authenticator app;

    public List<String> recoveryCodes = List.of();

    public Member(Api api, Mailbox mailbox, Rows rows, SignedIn person) {
        this.api = api;
        this.mailbox = mailbox;
        this.rows = rows;
        this.person = person;
    }

    public String email() {
        return person.email();
    }

    public UUID id() {
        return person.id();
    }

    /** Of the session in which the factors were set up. */
    public String accessToken() {
        return person.accessToken();
    }

    public SignedIn person() {
        return person;
    }

    /** Takes an app into use. Its code of this half minute is used by that, unless {@link #forgetSteps}. */
    public Member withApp() {
        app = new Authenticator(
                call(api.post("/api/account/totp")).send().hasStatus(200).text("secret"));
        recoveryCodes = codes(call(api.post("/api/account/totp/confirm"))
                .json("code", app.code())
                .send()
                .hasStatus(200));
        forgetSteps();
        return this;
    }

    public Member withMailedCodes() {
        call(api.call("PUT", "/api/account/email-otp"))
                .json("enabled", true)
                .send()
                .hasStatus(204);
        return this;
    }

    /** Lets the app's codes of now and of a while ago count again, so that no test waits for half minutes. */
    public Member forgetSteps() {
        rows.change("UPDATE auth.totp SET last_step = 0 WHERE holder_id = ?", id());
        return this;
    }

    /** Gives the right password and gets the token for the second step. */
    public String challenge() {
        return logIn().hasStatus(200).text("challengeToken");
    }

    public Answer logIn() {
        return api.post("/api/auth/login")
                .json("email", email(), "password", People.PASSWORD)
                .send();
    }

    public Answer verify(String challengeToken, String code) {
        return api.post("/api/auth/verify-2fa")
                .json("challengeToken", challengeToken, "code", code)
                .send();
    }

    /** Signs in with both steps. */
    public SignedIn signedIn() {
        return People.signedIn(verify(challenge(), app.code()).hasStatus(200));
    }

    public Answer askForCode(String challengeToken) {
        return api.post("/api/auth/challenge/email")
                .json("challengeToken", challengeToken)
                .send();
    }

    /** The code in the newest mail that holds one. */
    public String mailedCode() {
        return mailbox.to(email()).stream()
                .map(mail -> CODE.matcher(mail.text()))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no code was mailed to " + email()));
    }

    /** Lets the five minutes pass in which a sign-in serves in place of the password. */
    public void ages() {
        rows.change(
                "UPDATE session.session SET authenticated_at = authenticated_at - interval '301 s'"
                        + " WHERE account_id = ?",
                id());
    }

    public Call call(Call call) {
        return call.bearer(accessToken());
    }

    public static List<String> codes(Answer answer) {
        return answer.json().getJsonArray("recoveryCodes").getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
    }
}
