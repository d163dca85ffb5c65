package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Browser.Form;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Nothing that a stranger can ask tells whether an address has an account, or what became of it. */
class EnumerationIT extends OverHttp {

    private static final String WRONG = "Wrong-Horse-42";
    private static final String VARYING =
            "name=\"csrf\" value=\"[^\"]*\"|\"requestId\":\"[^\"]*\"|[a-z0-9]+@people\\.example\\.org";

    @Test
    @Row("TH-04")
    void theSameAnswersForEveryKindOfAddress() {
        Map<String, Function<String, Answer>> questions = new LinkedHashMap<>();
        questions.put("login", email -> people.logIn(email, WRONG));
        questions.put("login page", email -> new Browser(api).signIn(email, WRONG));
        questions.put("forgot", email -> ask("/api/auth/password/forgot", email));
        questions.put("forgot page", email -> new Browser(api).submit("/forgot", "forgot", "email", email));
        questions.put("resend", email -> ask("/api/auth/verify-email/resend", email));
        questions.put("resend page", email -> new Browser(api).submit("/verify", "resend", "resendEmail", email));
        questions.put("sign-up", email -> people.signUp(email, People.PASSWORD));
        questions.put("sign-up page", email -> {
            Browser browser = new Browser(api);
            Form form = browser.signUp(email);
            return browser.send(form);
        });

        questions.forEach((name, question) -> {
            String expected = seen(question.apply(people.address()));
            kinds().forEach((kind, email) -> {
                forgetFailures();
                assertThat(seen(question.apply(email)))
                        .as(name + " for " + kind)
                        .isEqualTo(expected);
            });
        });
    }

    @Test
    @Row("TH-04")
    void theSameAnswerForThoseWhoAreHeldBack() {
        String expected = null;
        for (String email : List.of(people.address(), people.verified(), disabled(), people.signedUp())) {
            forgetFailures();
            for (int wrong = 0; wrong < 5; wrong++) {
                people.logIn(email, WRONG).isProblem(401, "invalid_credentials");
            }
            String held = seen(people.logIn(email, People.PASSWORD).isProblem(429, "too_many_attempts"));
            expected = expected == null ? held : expected;
            assertThat(held).isEqualTo(expected);
        }
    }

    @Test
    @Row("TH-04")
    void mailGoesOnlyToThoseWhoHaveAnAccount() {
        String stranger = people.address();
        ask("/api/auth/password/forgot", stranger);
        ask("/api/auth/verify-email/resend", stranger);
        for (int wrong = 0; wrong < 5; wrong++) {
            people.logIn(stranger, WRONG);
        }

        assertThat(mailbox.to(stranger)).isEmpty();
    }

    private Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("unknown", people.address());
        kinds.put("known", people.verified());
        kinds.put("disabled", disabled());
        kinds.put("unverified", people.signedUp());
        String reset = people.verified();
        rows.change("UPDATE auth.account SET password_reset_required = true WHERE email = ?", reset);
        kinds.put("forced to reset", reset);
        return kinds;
    }

    private String disabled() {
        String email = people.verified();
        rows.change("UPDATE auth.account SET disabled_at = now(), disabled_reason = 'x' WHERE email = ?", email);
        return email;
    }

    private Answer ask(String path, String email) {
        return api.post(path).json("email", email).send();
    }

    /** All that a stranger sees of an answer, without what is new in each. */
    private static String seen(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet()
                .removeIf(name -> List.of("x-request-id", "date").contains(name.toLowerCase(java.util.Locale.ROOT)));
        headers.replaceAll((name, values) -> name.equalsIgnoreCase("set-cookie")
                ? values.stream()
                        .map(line -> line.replaceFirst("=[^;]*", "="))
                        .sorted()
                        .toList()
                : values);
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("content-length"));
        return answer.status() + " " + headers + " " + answer.text().replaceAll(VARYING, "…");
    }
}
