package dev.gatehouse.seed;

import java.util.StringJoiner;

/** Writes the little JSON that the requests need, so that the seed needs nothing but the JDK. */
final class Json {

    private Json() {}

    /** An object of these names and values; values are flags or texts. */
    static String object(Object... namesAndValues) {
        StringJoiner fields = new StringJoiner(",", "{", "}");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            fields.add(text(namesAndValues[i].toString()) + ":"
                    + (value instanceof Boolean ? value : text(value.toString())));
        }
        return fields.toString();
    }

    /** A string with its quotes (RFC 8259 section 7). */
    static String text(String value) {
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
