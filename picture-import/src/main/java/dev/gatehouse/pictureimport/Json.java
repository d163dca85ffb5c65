package dev.gatehouse.pictureimport;

import java.util.StringJoiner;

/** Writes the little JSON that the requests need, so that the import needs nothing but the JDK. */
final class Json {

    private Json() {}

    /** An object of these names and texts. */
    static String object(String... namesAndTexts) {
        StringJoiner fields = new StringJoiner(",", "{", "}");
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            fields.add(text(namesAndTexts[i]) + ":" + text(namesAndTexts[i + 1]));
        }
        return fields.toString();
    }

    /** A string with its quotes (RFC 8259 section 7). */
    private static String text(String value) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
