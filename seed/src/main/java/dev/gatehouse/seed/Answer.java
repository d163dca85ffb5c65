package dev.gatehouse.seed;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A status and a body. */
record Answer(int status, String body) {

    private static final Pattern LINK = Pattern.compile("/verify\\?token=([A-Za-z0-9._-]+)");

    /** The value of a text field without escapes, such as a token. */
    String field(String name) {
        Matcher field = Pattern.compile("\"" + name + "\":\"([^\"\\\\]*)\"").matcher(body);
        if (!field.find()) {
            throw new SeedRefused("The server answered " + status + " without " + name);
        }
        return field.group(1);
    }

    /** The token of the first verification link. */
    Optional<String> linkToken() {
        Matcher link = LINK.matcher(body);
        return link.find() ? Optional.of(link.group(1)) : Optional.empty();
    }

    Answer expect(int expected) {
        if (status != expected) {
            throw new SeedRefused("The server answered " + status + " where " + expected + " was due: " + body);
        }
        return this;
    }
}
