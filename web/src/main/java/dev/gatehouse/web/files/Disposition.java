package dev.gatehouse.web.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code Content-Disposition}, read as RFC 6266, RFC 8187 and, for multipart, RFC 7578 say, and written so that no name
 * can leave its quotes.
 */
final class Disposition {

    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*+([A-Za-z0-9*_-]++)\\s*+=\\s*+(\"(?:[^\"\\\\]|\\\\.)*+\"|[^;\"]*+)");
    private static final Pattern EXTENDED = Pattern.compile("(?i)utf-8'[^']*'((?:[^%]|%[0-9a-f]{2})*+)");
    private static final String SAFE = "!#$&+-.^_`|~";

    private final Map<String, String> parameters;

    private Disposition(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** @param header as received; null has no parameters */
    static Disposition parse(String header) {
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(header == null ? "" : header);
        while (matcher.find()) {
            parameters.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), unquoted(matcher.group(2)));
        }
        return new Disposition(parameters);
    }

    /** The field's name in a form. */
    Optional<String> name() {
        return Optional.ofNullable(parameters.get("name"));
    }

    /** The file's name; the extended form wins, as RFC 6266 section 4.3 demands. */
    Optional<String> filename() {
        return Optional.ofNullable(parameters.get("filename*"))
                .flatMap(Disposition::extended)
                .or(() -> Optional.ofNullable(parameters.get("filename")));
    }

    /** The header of an answer that is to be saved under this name. */
    static String attachment(String name) {
        StringBuilder plain = new StringBuilder();
        name.codePoints().forEach(point -> plain.append(isPlain(point) ? Character.toString(point) : "_"));
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percentEncoded(name);
    }

    private static boolean isPlain(int point) {
        return point >= ' ' && point < 0x7F && "\"\\%;/".indexOf(point) < 0;
    }

    private static String unquoted(String value) {
        String text = value.strip();
        if (text.length() < 2 || text.charAt(0) != '"') {
            return text;
        }
        return text.substring(1, text.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private static Optional<String> extended(String value) {
        Matcher matcher = EXTENDED.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String text = matcher.group(1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return utf8(bytes.toByteArray());
    }

    /** The text, if these bytes are UTF-8. */
    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String percentEncoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte value : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (value & 0xFF);
            boolean letter = c < 0x80 && Character.isLetterOrDigit(c);
            encoded.append(letter || SAFE.indexOf(c) >= 0 ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }
}
