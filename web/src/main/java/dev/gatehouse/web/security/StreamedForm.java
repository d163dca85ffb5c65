package dev.gatehouse.web.security;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form that sends files. Its body is never read as a whole, so its token must be its first field: that much is read
 * before anybody sees the request, and given back to be read again. A token in the address would do as well, and would
 * stand in histories and logs.
 */
public final class StreamedForm {

    /** Where such forms are taken. */
    private static final Set<String> PATHS = Set.of("/account/picture", "/account/files/upload");

    private static final String TYPE = "multipart/form-data";
    /** A boundary has at most 70 characters, the token 43; browsers add little. */
    private static final int HEAD = 1024;

    private static final int BLANK = 4;
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=\"?([^\\s;\",]{1,70})\"?");
    private static final Pattern FIELD = Pattern.compile(
            "(?i)content-disposition\\s*+:\\s*+form-data\\s*+;\\s*+name=\"" + CsrfTokens.FIELD + "\"\\s*+");

    private final HttpServletRequest request;
    private final byte[] head;

    private StreamedForm(HttpServletRequest request, byte[] head) {
        this.request = request;
        this.head = head;
    }

    /** Whether the request is one, at a place that takes them. */
    public static boolean isOne(HttpServletRequest request) {
        String type = request.getContentType();
        return request.getMethod().equals("POST")
                && PATHS.contains(request.getRequestURI())
                && type != null
                && type.toLowerCase(Locale.ROOT).startsWith(TYPE);
    }

    static StreamedForm begun(HttpServletRequest request) throws IOException {
        return new StreamedForm(request, request.getInputStream().readNBytes(HEAD));
    }

    /** The value of the first field if that is the token's. */
    Optional<String> token() {
        Matcher boundary = BOUNDARY.matcher(request.getContentType());
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int blank = text.indexOf("\r\n\r\n");
        if (!boundary.find() || blank < 0) {
            return Optional.empty();
        }
        String opening = "--" + boundary.group(1) + "\r\n";
        int end = text.indexOf("\r\n--" + boundary.group(1), blank + BLANK - 2);
        boolean first = text.startsWith(opening)
                && end >= blank + BLANK
                && FIELD.matcher(text.substring(opening.length(), blank)).matches();
        return first ? Optional.of(text.substring(blank + BLANK, end)) : Optional.empty();
    }

    /** The request with its whole body. */
    HttpServletRequest request() throws IOException {
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), request.getInputStream());
        return new HttpServletRequestWrapper(request) {
            @Override
            public ServletInputStream getInputStream() {
                return new Body(whole);
            }
        };
    }

    private static final class Body extends ServletInputStream {

        private final InputStream whole;

        private Body(InputStream whole) {
            this.whole = whole;
        }

        @Override
        public int read() throws IOException {
            return whole.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return whole.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("read it as it comes");
        }
    }
}
