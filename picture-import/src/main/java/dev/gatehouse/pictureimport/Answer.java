package dev.gatehouse.pictureimport;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A status and a body. */
record Answer(int status, byte[] body) {

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The values of all text fields of this name that need no escapes, such as ids and addresses, in their order. No
     * other value can be taken for one: inside a text, a quotation mark has a backslash before it.
     */
    List<String> fields(String name) {
        return Pattern.compile("\"" + name + "\":\"([^\"\\\\]*)\"")
                .matcher(text())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    Optional<String> field(String name) {
        return fields(name).stream().findFirst();
    }

    String required(String name) {
        return field(name).orElseThrow(() -> new ImportRefused("The server answered " + status + " without " + name));
    }

    Answer expect(int expected) {
        if (status != expected) {
            throw new ImportRefused("The server refuses: " + reason());
        }
        return this;
    }

    /** Why the server refuses, in its words (RFC 9457). */
    String reason() {
        return field("detail").or(() -> field("title")).orElse("no reason given") + " ("
                + field("code").orElse("status " + status) + ")";
    }
}
