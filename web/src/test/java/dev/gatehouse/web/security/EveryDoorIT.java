package dev.gatehouse.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api.Call;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Browser.Form;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every call and every form that changes something, tried from another site. A new one is tried by being there. */
class EveryDoorIT extends OverHttp {

    private static final Set<String> FORMS = Set.of(
            "signIn",
            "adminSignIn",
            "adminSignOut",
            "invitation",
            "signUp",
            "resend",
            "verify",
            "profileForm",
            "sessions",
            "signOut",
            "mails",
            "totpBegin",
            "mailedCodes",
            "challenge",
            // ways back to an account
            "forgot",
            "reset",
            "mailedLink",
            "changePassword",
            "changeEmail",
            "reauthenticate",
            "pictureForm",
            "uploadForm");
    /** Forms that send files: a multipart body is theirs, and the token must be in it. */
    private static final Set<String> STREAMED = Set.of("pictureForm", "uploadForm");

    private static final List<Map<String, String>> FOREIGN = List.of(
            Map.of("Origin", "https://evil.example"),
            Map.of("Origin", "null"),
            Map.of("Origin", "http://localhost:1", "Sec-Fetch-Site", "same-origin"),
            Map.of("Sec-Fetch-Site", "cross-site"),
            Map.of("Sec-Fetch-Site", "same-site"));

    private Browser ada;

    @BeforeEach
    void signIn() {
        String address = people.verified();
        people.signIn(address);
        ada = Browser.signedIn(api, address);
    }

    @Test
    @Row("WB-01")
    void isClosedToCallsFromAnotherSite() {
        Map<String, Long> before = changeable();

        for (String[] operation : unsafeOperations()) {
            for (Map<String, String> foreign : FOREIGN) {
                Call call = call(operation)
                        .header("X-CSRF-Token", ada.cookie("gatehouse_csrf").orElseThrow());
                if (!operation[0].equals("DELETE")) {
                    call.body("{}");
                }
                foreign.forEach(call::header);

                ada.send(call).isProblem(403, "csrf_failed");
            }
        }

        assertThat(changeable()).isEqualTo(before);
        assertThat(ada.get("/api/account").status()).isEqualTo(200);
    }

    /** What a form of another site can send without asking the browser first (Fetch, CORS-safelisted). */
    @Test
    @Row({"WB-01", "IN-05"})
    void takesFromCallsNothingThatAFormCouldSend() {
        Map<String, Long> before = changeable();

        for (String[] operation : unsafeOperations()) {
            for (String type : List.of("text/plain", Browser.FORM, "multipart/form-data; boundary=x")) {
                if (!operation[0].equals("POST")) {
                    continue;
                }
                Answer answer = ada.send(call(operation).body(type, BodyPublishers.ofString("{\"a\":\"=\"}")));

                assertThat(answer.status())
                        .as(operation[0] + " " + operation[1])
                        .isIn(403, 415);
                assertThat(answer.text("code")).isIn("csrf_failed", "unsupported_media_type");
            }
        }

        assertThat(changeable()).isEqualTo(before);
    }

    @Test
    @Row("IN-05")
    void takesFromCallsNothingButJson() {
        String token = people.signedIn().accessToken();
        String admin = operators.signedIn("admin").accessToken();
        Map<String, Long> before = changeable();

        for (String[] operation : unsafeOperations()) {
            // an upload's body is whatever is kept; what a foreign page may send of it is tried above
            boolean anyBody = Set.of(
                            "/api/files", "/api/account/picture", "/api/admin/users/{id}/picture", "/api/uploads")
                    .contains(operation[1]);
            if (operation[0].equals("DELETE") || operation[1].endsWith("/logout") || anyBody) {
                continue;
            }
            for (String type : List.of("application/xml", "text/json", "application/octet-stream", "text/plain")) {
                call(operation)
                        .bearer(operation[1].startsWith("/api/admin/") ? admin : token)
                        .body(type, BodyPublishers.ofString("{\"exceptCurrent\":true}"))
                        .send()
                        .isProblem(415, "unsupported_media_type");
            }
        }

        assertThat(changeable()).isEqualTo(before);
    }

    @Test
    @Row("WB-01")
    void isClosedToFormsFromAnotherSite() {
        Map<String, Form> forms = allForms();
        String tokenOfAnother =
                new Browser(api).form("/login", "signIn").fields().get("csrf");
        Map<String, Long> before = changeable();

        assertThat(forms.keySet()).as("a new form is to be listed here").isEqualTo(new TreeSet<>(FORMS));
        forms.values().forEach(form -> {
            for (Map<String, String> foreign : FOREIGN) {
                Call call = api.post(form.action()).body(Browser.FORM, BodyPublishers.ofString(form.encoded()));
                foreign.forEach(call::header);
                assertThat(ada.send(call).status())
                        .as(form.id() + " " + foreign)
                        .isEqualTo(403);
            }
            for (Form forged : List.of(
                    form.without("csrf"),
                    form.with("csrf", ""),
                    form.with("csrf", "wrong"),
                    form.with("csrf", ada.cookie("gatehouse_csrf").orElseThrow()),
                    form.with("csrf", tokenOfAnother))) {
                assertThat(ada.send(forged).status()).as(form.id()).isEqualTo(403);
            }
            assertThat(api.post(form.action())
                            .body(Browser.FORM, BodyPublishers.ofString(form.encoded()))
                            .send()
                            .status())
                    .as("without the cookie that the token belongs to")
                    .isEqualTo(403);
            for (String type : List.of("text/plain", "multipart/form-data; boundary=x", "application/json")) {
                Call call = api.post(form.action()).body(type, BodyPublishers.ofString(form.encoded()));
                boolean streamed = STREAMED.contains(form.id()) && type.startsWith("multipart/");
                assertThat(ada.send(call).status()).as(form.id() + " " + type).isEqualTo(streamed ? 403 : 415);
            }
        });

        assertThat(changeable()).isEqualTo(before);
        assertThat(ada.get("/account").status()).isEqualTo(200);
    }

    @Test
    void isOpenToItsOwnForms() {
        for (Form form : allForms().values()) {
            if (!Set.of("mails", "signOut", "adminSignOut").contains(form.id()) && !STREAMED.contains(form.id())) {
                assertThat(ada.send(form).status()).as(form.id()).isIn(200, 303, 400);
            }
        }
    }

    /** As they stand in the pages of somebody signed in, of a stranger, and of one who lacks the proof of the address. */
    private Map<String, Form> allForms() {
        Map<String, Form> forms = new LinkedHashMap<>();
        for (String page : List.of(
                "/account",
                "/account/files",
                "/account/sessions",
                "/dev/mail",
                "/verify",
                "/verify?token=x",
                "/forgot",
                "/reset?token=x",
                "/not-me?token=x",
                "/account/security",
                "/account/reauthenticate")) {
            ada.forms(page).forEach(form -> forms.put(form.id(), form));
        }
        Browser stranger = new Browser(api);
        Form signIn = stranger.form("/login", "signIn").with("email", people.address(), "password", People.PASSWORD);
        Form own = ada.form("/verify?token=x", "verify");
        forms.put("signIn", signIn.with("csrf", own.fields().get("csrf")));
        Browser halfWay = new Browser(api);
        halfWay.signIn(people.member(rows).withApp().email(), People.PASSWORD);
        Form challenge = halfWay.form("/challenge", "challenge").with("code", "123456");
        forms.put("challenge", challenge.with("csrf", own.fields().get("csrf")));
        forms.put(
                "signUp",
                stranger.signUp(people.address()).with("csrf", own.fields().get("csrf")));
        forms.computeIfPresent(
                "profileForm", (id, form) -> form.with("firstName", "Eve", "lastName", "E", "locale", "en"));
        String invitation =
                "/invitation?token=" + operators.invitation(people.address(), "user", operators.signedIn("admin"));
        String csrf = own.fields().get("csrf");
        forms.put("invitation", stranger.form(invitation, "invitation").with("csrf", csrf));
        forms.put("adminSignIn", stranger.form("/admin/login", "adminSignIn").with("csrf", csrf));
        forms.put(
                "adminSignOut",
                operators
                        .browser(operators.made("viewer"))
                        .form("/admin", "adminSignOut")
                        .with("csrf", csrf));
        forms.computeIfPresent("resend", (id, form) -> form.with("resendEmail", people.signedUp()));
        return new java.util.TreeMap<>(forms);
    }

    private Call call(String... operation) {
        return api.call(operation[0], operation[1].replace("{id}", "00000000-0000-0000-0000-000000000001"));
    }

    private List<String[]> unsafeOperations() {
        JsonObject paths = api.get("/openapi")
                .header("Accept", "application/json")
                .send()
                .json()
                .getJsonObject("paths");
        List<String[]> operations = paths.entrySet().stream()
                .filter(path -> path.getKey().startsWith("/api/"))
                .flatMap(path -> path.getValue().asJsonObject().keySet().stream()
                        .filter(method ->
                                Set.of("post", "put", "patch", "delete").contains(method))
                        .map(method -> new String[] {method.toUpperCase(java.util.Locale.ROOT), path.getKey()}))
                .toList();
        assertThat(operations).hasSizeGreaterThan(8);
        return operations;
    }

    /** All that a request could change but the trail, which tells of the refusals. */
    private Map<String, Long> changeable() {
        Map<String, Long> counts = new LinkedHashMap<>(rows.counts());
        counts.keySet().removeIf(table -> table.startsWith("audit."));
        counts.put("live", rows.number("SELECT count(*) FROM session.session WHERE revoked_at IS NULL"));
        counts.put("renamed", rows.number("SELECT count(*) FROM auth.account WHERE first_name = 'Eve'"));
        return counts;
    }
}
