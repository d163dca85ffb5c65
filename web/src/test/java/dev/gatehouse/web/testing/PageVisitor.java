package dev.gatehouse.web.testing;

import dev.gatehouse.web.testing.Api.Call;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: keeps its cookies, follows nothing, sends forms as their page gives them. */
public final class PageVisitor {

    private static final Pattern INPUT = Pattern.compile("<input ([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"([^\"]*)\"");

    private final BiFunction<String, String, Call> calls;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public PageVisitor(Api api) {
        this(api::call);
    }

    /** @param calls makes a request of a method and a path */
    public PageVisitor(BiFunction<String, String, Call> calls) {
        this.calls = calls;
    }

    /** Plants a cookie. */
    public PageVisitor holding(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    /** All cookies, as a request carries them. */
    public String cookies() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    public Answer open(String path) {
        return sent(calls.apply("GET", path));
    }

    /** Opens a page, fills in one of its forms and presses one of its buttons. */
    public Answer submit(String path, String form, String button, String... namesAndValues) {
        String html = open(path).hasStatus(200).text();
        Matcher found = Pattern.compile("<form id=\"" + form + "\"([^>]*)>(.*?)</form>", Pattern.DOTALL)
                .matcher(html);
        if (!found.find()) {
            throw new AssertionError("No form " + form + " in " + html);
        }
        Map<String, String> fields = fields(found.group(2));
        fields.put(button, "x");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        String action = attributes(found.group(1)).get("action");
        return sent(calls.apply("POST", action)
                .body("application/x-www-form-urlencoded", BodyPublishers.ofString(encoded(fields))));
    }

    public Answer signIn(String email, String password) {
        return submit("/login", "signIn", "enter", "email", email, "password", password);
    }

    public Answer signOut() {
        return submit("/account", "signOut", "out");
    }

    private Answer sent(Call call) {
        if (!cookies.isEmpty()) {
            call.header("Cookie", cookies());
        }
        Answer answer = call.send();
        for (String line : answer.headers().allValues("Set-Cookie")) {
            String[] pair = line.substring(0, line.indexOf(';')).split("=", 2);
            if (line.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return answer;
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        INPUT.matcher(form).results().map(input -> attributes(input.group(1))).forEach(input -> {
            String type = input.getOrDefault("type", "text");
            if (input.containsKey("name") && !type.equals("submit") && !type.equals("checkbox")) {
                fields.put(input.get("name"), input.getOrDefault("value", ""));
            }
        });
        return fields;
    }

    private static Map<String, String> attributes(String tag) {
        return ATTRIBUTE
                .matcher(tag)
                .results()
                .collect(Collectors.toMap(
                        attribute -> attribute.group(1), attribute -> attribute.group(2), (first, again) -> first));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
