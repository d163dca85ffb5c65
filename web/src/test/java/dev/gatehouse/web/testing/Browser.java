package dev.gatehouse.web.testing;

import dev.gatehouse.web.testing.Api.Call;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen: keeps cookies, reads pages, sends forms as they stand there or as it likes. */
public final class Browser {

    public static final String FORM = "application/x-www-form-urlencoded";

    private static final Pattern FORMS = Pattern.compile("<form([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern FIELDS = Pattern.compile("<input([^>]*)>");
    private static final Set<String> NOT_FILLED_IN = Set.of("submit", "checkbox");
    private static final Pattern BUTTONS = Pattern.compile("<(?:input|button)([^>]*type=\"submit\"[^>]*)>");

    private final BiFunction<String, String, Call> calls;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public Browser(Api api) {
        this(api::call);
    }

    /** @param calls makes a request of a method and a path */
    public Browser(BiFunction<String, String, Call> calls) {
        this.calls = calls;
    }

    /** A browser in which somebody has just signed in. */
    public static Browser signedIn(Api api, String email) {
        Browser browser = new Browser(api);
        browser.signIn(email, People.PASSWORD).hasStatus(303);
        browser.cookie("gatehouse_session").orElseThrow(() -> new AssertionError("No session for " + email));
        return browser;
    }

    /** Plants a cookie. */
    public Browser holding(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    public Answer signIn(String email, String password) {
        return submit("/login", "signIn", "email", email, "password", password);
    }

    public Answer signOut() {
        return submit("/account", "signOut");
    }

    public Answer get(String path) {
        return send(calls.apply("GET", path));
    }

    /** Fills in and sends a form of a page; the last wins of fields with the same name. */
    public Answer submit(String page, String form, String... namesAndValues) {
        return send(form(page, form).with(namesAndValues));
    }

    /** As {@link #submit}, with another button than the form's first. */
    public Answer press(String page, String form, String button, String... namesAndValues) {
        return send(form(page, form).pressing(button).with(namesAndValues));
    }

    public Answer send(Form form) {
        return send(calls.apply("POST", form.action()).body(FORM, BodyPublishers.ofString(form.encoded())));
    }

    /** Sends a request with the cookies and keeps those that come back. */
    public Answer send(Call call) {
        if (!cookies.isEmpty()) {
            call.header("Cookie", cookieHeader());
        }
        Answer answer = call.send();
        for (String line : answer.headers().allValues("Set-Cookie")) {
            String[] pair = line.split(";", 2)[0].split("=", 2);
            if (pair[1].isEmpty()) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return answer;
    }

    /** What this browser would send, for requests that it does not send itself. */
    public String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    /** The form of a sign-up that would be taken. */
    public Form signUp(String email) {
        return form("/signup", "signUp")
                .with("email", email, "password", People.PASSWORD, "firstName", "A", "acceptTerms", "on");
    }

    public Form form(String page, String id) {
        return forms(page).stream()
                .filter(form -> form.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No form " + id + " in " + page));
    }

    /** All forms of a page, with what their fields hold already and their first button. */
    public List<Form> forms(String page) {
        return forms(page, get(page).hasStatus(200).text());
    }

    /** A form of a page as it was answered. */
    public Form formIn(String page, String answered, String id) {
        return forms(page, answered).stream()
                .filter(form -> form.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No form " + id + " in " + answered));
    }

    private static List<Form> forms(String page, String answered) {
        return FORMS.matcher(answered)
                .results()
                .map(found -> form(page, found.group(1), found.group(2)))
                .toList();
    }

    private static Form form(String page, String head, String content) {
        Map<String, String> fields = new LinkedHashMap<>();
        FIELDS.matcher(content)
                .results()
                .map(field -> field.group(1))
                .filter(field -> !NOT_FILLED_IN.contains(attribute(field, "type")))
                .filter(field -> !attribute(field, "name").isEmpty())
                .forEach(field -> fields.put(attribute(field, "name"), attribute(field, "value")));
        Optional<String> button = BUTTONS.matcher(content)
                .results()
                .map(found -> attribute(found.group(1), "name"))
                .filter(name -> !name.isEmpty())
                .findFirst();
        String action = attribute(head, "action");
        return new Form(attribute(head, "id"), action.isEmpty() ? page : action, fields, button);
    }

    private static String attribute(String tag, String name) {
        Matcher value = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return value.find() ? value.group(1).replace("&amp;", "&") : "";
    }

    /** A form, filled in so far, and the button that is to send it. */
    public record Form(String id, String action, Map<String, String> fields, Optional<String> button) {

        public Form with(String... namesAndValues) {
            Map<String, String> filled = new LinkedHashMap<>(fields);
            for (int i = 0; i < namesAndValues.length; i += 2) {
                filled.put(namesAndValues[i], namesAndValues[i + 1]);
            }
            return new Form(id, action, filled, button);
        }

        public Form without(String name) {
            Map<String, String> rest = new LinkedHashMap<>(fields);
            rest.remove(name);
            return new Form(id, action, rest, button);
        }

        public Form pressing(String other) {
            return new Form(id, action, fields, Optional.of(other));
        }

        public String encoded() {
            Map<String, String> sent = new LinkedHashMap<>(fields);
            button.ifPresent(name -> sent.put(name, "x"));
            return sent.entrySet().stream()
                    .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&"));
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
