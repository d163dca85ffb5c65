package dev.gatehouse.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.Authenticator;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Member;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Shelf;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every JSON answer, down to its last field: what the contract does not list is not told. */
class AnswerFieldsIT extends OverHttp {

    private static final String USER =
            "id email firstName lastName name userType emailVerified twoFactorEnabled" + " createdAt locale";
    private static final String TOKENS = "accessToken token refreshToken expiresIn tokenType user " + in("user", USER);
    private static final String SESSION = "id deviceName ipAddress userAgent createdAt lastUsedAt expiresAt isCurrent";
    private static final String EVENT = "id occurredAt category type outcome ipAddress userAgent detail";
    private static final String PROBLEM = "type title status detail code requestId";
    /** Of what an event's detail may hold, the owner sees these. */
    private static final String DETAILS =
            "(items|activity)\\[]\\.detail\\.(fields|count|fileId|contentType|size|sha256|removed)";

    private final Map<String, Supplier<Answer>> calls = new LinkedHashMap<>();
    private final Map<String, String> fields = new LinkedHashMap<>();

    @Test
    @Row("AZ-08")
    void holdsDocumentedFieldsOnly() {
        SignedIn ada = people.signedIn();
        Browser browser = Browser.signedIn(api, ada.email());
        signUpAndSignIn(ada.email());
        account(ada);
        factors(people.member(rows));
        recover();
        calls.forEach((call, made) -> {
            Answer answer = made.get();
            assertThat(answer.status()).as(call + ": " + answer.text()).isBetween(200, 204);
            assertThat(fieldsOf(answer)).as(call).isEqualTo(words(fields.get(call)));
        });
        for (String path : List.of("/api/account", "/api/auth/sessions", "/api/account/activity", "/api/files/usage")) {
            assertThat(fieldsOf(browser.get(path).hasStatus(200))).isEqualTo(words(fields.get("get " + path)));
        }

        assertThat(calls.keySet().stream().map(call -> call.replaceAll("[?#].*", "")))
                .as("a new call brings its fields here")
                .containsAll(operations());
    }

    @Test
    @Row("AZ-08")
    void holdsDocumentedFieldsOnlyWhereItRefuses() {
        String token = people.signedIn().accessToken();
        for (Answer refusal : List.of(
                api.get("/api/account").send(),
                api.get("/api/nothing").send(),
                api.call("PUT", "/api/account").bearer(token).send(),
                api.post("/api/auth/login").body("{").send(),
                api.post("/api/auth/login").body("text/plain", noBody()).send(),
                people.logIn(people.address(), People.PASSWORD),
                people.logIn(people.signedUp(), People.PASSWORD),
                api.post("/api/auth/refresh").json("refreshToken", "x").send(),
                api.delete("/api/auth/sessions/x").bearer(token).send(),
                api.post("/api/auth/login")
                        .header("Origin", "https://evil.example")
                        .send())) {
            assertThat(refusal.status()).isGreaterThanOrEqualTo(400);
            assertThat(fieldsOf(refusal)).isEqualTo(words(PROBLEM));
        }
        assertThat(fieldsOf(api.post("/api/auth/signup").json("email", "x").send()))
                .isEqualTo(words(PROBLEM + " errors errors[].field errors[].message"));
    }

    private void signUpAndSignIn(String address) {
        call("post /api/auth/signup", "status", () -> people.signUp(people.address(), People.PASSWORD));
        call("post /api/auth/signup#known", "status", () -> people.signUp(address, People.PASSWORD));
        call("post /api/auth/verify-email", "status", () -> people.verify(people.signedUp(), People.PASSWORD));
        call("post /api/auth/verify-email/resend", "", () -> api.post("/api/auth/verify-email/resend")
                .json("email", people.signedUp())
                .send());
        call("post /api/auth/login", TOKENS, () -> people.logIn(address, People.PASSWORD));
        call("post /api/auth/login?mode=cookie", "user " + in("user", USER), () -> api.post(
                        "/api/auth/login?mode=cookie")
                .json("email", address, "password", People.PASSWORD)
                .send());
        call("post /api/auth/refresh", TOKENS, () -> api.post("/api/auth/refresh")
                .json("refreshToken", people.signIn(address).refreshToken())
                .send());
        call("post /api/auth/logout", "", () -> api.post("/api/auth/logout")
                .bearer(people.signIn(address).accessToken())
                .send());
        call("post /api/auth/logout-all", "revoked", () -> api.post("/api/auth/logout-all")
                .bearer(people.signedIn().accessToken())
                .send());
    }

    private void recover() {
        SignedIn bob = people.signedIn();
        String email = bob.email();
        String another = "New-Horse-43";
        call("post /api/auth/password/forgot", "", () -> api.post("/api/auth/password/forgot")
                .json("email", email)
                .send());
        call("post /api/auth/password/reset", "status", () -> api.post("/api/auth/password/reset")
                .json("token", mailbox.token(email, "/reset"), "newPassword", another)
                .send());
        call("post /api/auth/not-me", "status", () -> api.post("/api/auth/not-me")
                .json("token", mailbox.token(email, "/not-me"))
                .send());
        call("post /api/auth/reauthenticate", "", () -> own("/api/auth/reauthenticate")
                .json("password", People.PASSWORD)
                .send());
        call("post /api/auth/password/change", "", () -> own("/api/auth/password/change")
                .json("currentPassword", People.PASSWORD, "newPassword", another)
                .send());
        String old = people.verified();
        String moved = people.address();
        call("post /api/account/email", "", () -> api.post("/api/account/email")
                .bearer(people.signIn(old).accessToken())
                .json("newEmail", moved)
                .send());
        call("post /api/account/email/confirm", "", () -> api.post("/api/account/email/confirm")
                .json("token", mailbox.token(moved, "/email/confirm"))
                .send());
        call("post /api/auth/email/undo", "status", () -> api.post("/api/auth/email/undo")
                .json("token", mailbox.token(old, "/email/undo"))
                .send());
        call("post /api/auth/unlock", "status", this::unlock);
    }

    private Answer unlock() {
        String locked = people.verified();
        people.logIn(locked, "Wrong-Horse-42").hasStatus(401);
        rows.change(
                "UPDATE auth.login_throttle SET failures = 89 WHERE scope = 'account' AND holder_id = ?",
                rows.account(locked));
        people.logIn(locked, "Wrong-Horse-42").hasStatus(401);
        return api.post("/api/auth/unlock")
                .json("token", mailbox.token(locked, "/unlock"))
                .send();
    }

    private Api.Call own(String path) {
        return api.post(path).bearer(people.signedIn().accessToken());
    }

    private void account(SignedIn ada) {
        get("/api/account", USER, ada);
        call("patch /api/account", USER, () -> api.patch("/api/account")
                .bearer(ada.accessToken())
                .json("firstName", "Augusta")
                .send());
        get("/api/auth/sessions", "sessions " + in("sessions[]", SESSION), ada);
        call("delete /api/auth/sessions/{id}", "", () -> api.delete(
                        "/api/auth/sessions/" + people.signIn(ada.email()).session())
                .bearer(ada.accessToken())
                .send());
        get("/api/account/activity", "items nextCursor " + in("items[]", EVENT), ada);
        files(ada);
        call("get " + ExportCall.PATH, ExportCall.fields(USER, SESSION, EVENT), () -> ExportCall.made(api, ada));
        FieldlessCalls.of(api, ada).forEach((name, made) -> call(name, "", made));
        call("get /api/dev/mail", "items " + in("items[]", "to subject text html createdAt"), () -> api.get(
                        "/api/dev/mail?to=" + ada.email())
                .send());
        call("delete /api/dev/mail", "", () -> api.delete("/api/dev/mail").send());
        call("delete /api/dev/rate-limits", "", () -> api.delete("/api/dev/rate-limits")
                .send());
        call("get /.well-known/jwks.json", "keys " + in("keys[]", "kty crv kid use alg x y"), () -> api.get(
                        "/.well-known/jwks.json")
                .send());
        call("get /health", "status checks " + in("checks[]", "name status data data.state"), () -> api.get("/health")
                .send());
    }

    private void files(SignedIn ada) {
        Shelf shelf = new Shelf(api, people.signedIn());
        String file = "id name contentType size sha256 createdAt";
        Supplier<String> id =
                () -> shelf.put("a.json", "application/json", "{}").text("id");
        get("/api/files/usage", "usedBytes quotaBytes fileCount maxFileBytes", ada);
        call("post /api/files", file, () -> shelf.put("a.json", "application/json", "{}"));
        call("get /api/files", "items nextCursor " + in("items[]", file), () -> shelf.get("/api/files"));
        call("get /api/files/{id}", file, () -> shelf.get("/api/files/" + id.get()));
        call("get /api/files/{id}/content", "", () -> shelf.content(id.get()));
        call("delete /api/files/{id}", "", () -> shelf.delete(id.get()));
    }

    /** In this order: each builds on those before. */
    private void factors(Member eve) {
        call("put /api/account/email-otp", "", () -> eve.call(api.call("PUT", "/api/account/email-otp"))
                .json("enabled", true)
                .send());
        call("post /api/account/totp", "secret otpauthUri qrCode", () -> {
            Answer drawn = eve.call(api.post("/api/account/totp")).send();
            eve.app = new Authenticator(drawn.text("secret"));
            return drawn;
        });
        call("post /api/account/totp/confirm", "recoveryCodes", () -> eve.call(api.post("/api/account/totp/confirm"))
                .json("code", eve.app.code())
                .send());
        call("post /api/account/recovery-codes", "recoveryCodes", () -> eve.call(
                        api.post("/api/account/recovery-codes"))
                .send());
        call("post /api/auth/login#challenge", "requires2fa challengeToken methods expiresIn", eve::logIn);
        call("post /api/auth/challenge/email", "", () -> eve.askForCode(eve.challenge()));
        call("post /api/auth/verify-2fa", TOKENS, () -> eve.forgetSteps().verify(eve.challenge(), eve.app.code()));
        call("delete /api/account/totp", "", () -> eve.forgetSteps()
                .call(api.delete("/api/account/totp"))
                .json("code", eve.app.code())
                .send());
    }

    private void get(String path, String expected, SignedIn person) {
        call("get " + path, expected, () -> api.get(path)
                .bearer(person.accessToken())
                .send());
    }

    private void call(String name, String expected, Supplier<Answer> made) {
        calls.put(name, made);
        fields.put(name, expected);
    }

    private Set<String> operations() {
        JsonObject paths = api.get("/openapi")
                .header("Accept", "application/json")
                .send()
                .json()
                .getJsonObject("paths");
        return paths.entrySet().stream()
                .filter(path -> path.getKey().startsWith("/api/")
                        && !path.getKey().matches("/api/admin/.*|/api/auth/invitations/accept"))
                .flatMap(path -> path.getValue().asJsonObject().keySet().stream()
                        .filter(method ->
                                Set.of("get", "post", "put", "patch", "delete").contains(method))
                        .map(method -> method + " " + path.getKey()))
                .collect(Collectors.toSet());
    }

    private static java.net.http.HttpRequest.BodyPublisher noBody() {
        return java.net.http.HttpRequest.BodyPublishers.ofString("x");
    }

    static Set<String> fieldsOf(Answer answer) {
        Set<String> found = new TreeSet<>();
        if (answer.body().length > 0) {
            try (var reader = Json.createReader(new StringReader(answer.text()))) {
                JsonStructure whole = reader.read();
                collect("", whole, found);
            }
        }
        found.removeIf(field -> field.matches(DETAILS));
        return found;
    }

    private static void collect(String prefix, JsonValue value, Set<String> found) {
        if (value instanceof JsonArray array) {
            array.forEach(item -> collect(prefix + "[]", item, found));
        } else if (value instanceof JsonObject object) {
            object.forEach((name, field) -> {
                String path = prefix.isEmpty() ? name : prefix + "." + name;
                found.add(path);
                collect(path, field, found);
            });
        }
    }

    static String in(String parent, String names) {
        return parent + "." + names.replace(" ", " " + parent + ".");
    }

    static Set<String> words(String text) {
        return new TreeSet<>(List.of(text.strip().split("\\s+")))
                .stream().filter(word -> !word.isEmpty()).collect(Collectors.toCollection(TreeSet::new));
    }
}
