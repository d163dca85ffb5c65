package dev.gatehouse.web.files;

import dev.gatehouse.storage.ExpectedLength;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;

/**
 * The field {@code file} of a multipart form (RFC 7578), read as the body arrives and never kept aside. Everything
 * around it is bounded: 20 parts, 4 KiB of headers each, 128 KiB before the file and 64 KiB after it.
 */
final class MultipartFile {

    private static final String FIELD = "file";
    private static final int MOST_PARTS = 20;
    private static final int MOST_HEADER_BYTES = 4 * 1024;
    private static final int BUFFER = 64 * 1024;
    private static final long MOST_BEFORE = 128 * 1024;
    private static final int MOST_AFTER = 64 * 1024;
    /** All that is not the file. */
    private static final long WRAPPING = MOST_BEFORE + MOST_AFTER + 2 * BUFFER + MOST_PARTS * MOST_HEADER_BYTES;
    /** RFC 2046 section 5.1.1: at most 70 characters. */
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i).*;\\s*+boundary\\s*+=\\s*+(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))\\s*+(?:;.*+)?");

    private static final Pattern HEADER = Pattern.compile("(?im)^([a-z-]++)\\s*+:\\s*+([^\\r\\n]*+)");

    private final MultipartInput input;
    private final Counted body;
    private final ExpectedLength length;
    private int parts;

    MultipartFile(InputStream body, String contentType, long contentLength) throws IOException {
        this.body = new Counted(body);
        this.length = contentLength < 0 ? ExpectedLength.unknown() : ExpectedLength.within(contentLength, WRAPPING);
        this.input = opened(this.body, contentType);
    }

    static MultipartInput opened(InputStream body, String contentType) throws IOException {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data") || !boundary.matches()) {
            throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Of multipart types, form-data is taken");
        }
        String found = boundary.group(1) != null ? boundary.group(1) : boundary.group(2);
        MultipartInput opened = MultipartInput.builder()
                .setInputStream(body)
                .setBoundary(found.getBytes(StandardCharsets.ISO_8859_1))
                .setBufferSize(BUFFER)
                .setMaxPartHeaderSize(MOST_HEADER_BYTES)
                .get();
        opened.setHeaderCharset(StandardCharsets.UTF_8);
        return opened;
    }

    /** The first part of that name that is a file; what comes before is passed over. */
    SentFile file() throws IOException {
        try {
            for (boolean more = input.skipPreamble(); more; more = input.readBoundary()) {
                String headers = nextHeaders();
                Disposition disposition = Disposition.parse(header(headers, "content-disposition"));
                if (isFile(disposition)) {
                    return new SentFile(
                            fromForm(disposition.filename().orElseThrow()),
                            Optional.ofNullable(header(headers, "content-type")),
                            length,
                            new Content(input.newInputStream()));
                }
                discard(MOST_BEFORE - body.count());
            }
        } catch (FileUploadSizeException e) {
            throw tooMuch("The headers of a part are too long");
        } catch (MultipartInput.MalformedStreamException e) {
            throw malformed();
        }
        throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "The form has no file in the field named file");
    }

    private String nextHeaders() throws IOException {
        if (++parts > MOST_PARTS) {
            throw tooMuch("At most " + MOST_PARTS + " parts");
        }
        if (body.count() > MOST_BEFORE && parts == 1) {
            throw tooMuch("Too much before the file");
        }
        return input.readHeaders();
    }

    /** What follows the file is read before the file counts as complete; a second file would be lost silently. */
    private void finish() throws IOException {
        long left = MOST_AFTER;
        try {
            while (input.readBoundary()) {
                if (isFile(Disposition.parse(header(nextHeaders(), "content-disposition")))) {
                    throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "One file at a time");
                }
                left -= discard(left);
            }
        } catch (FileUploadSizeException e) {
            throw tooMuch("The headers of a part are too long");
        }
    }

    private long discard(long most) throws IOException {
        InputStream part = input.newInputStream();
        byte[] buffer = new byte[MOST_HEADER_BYTES];
        long count = 0;
        for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
            count += read;
            if (count > most) {
                throw tooMuch("Too much around the file");
            }
        }
        return count;
    }

    static boolean isFile(Disposition disposition) {
        return disposition.name().filter(FIELD::equals).isPresent()
                && disposition.filename().isPresent();
    }

    /** As browsers escape names in forms (WHATWG HTML, multipart/form-data encoding algorithm). */
    static String fromForm(String name) {
        return name.replace("%22", "\"").replace("%0D", "").replace("%0A", "");
    }

    static String header(String headers, String name) {
        Matcher matcher = HEADER.matcher(headers);
        while (matcher.find()) {
            if (matcher.group(1).equalsIgnoreCase(name)) {
                return matcher.group(2).strip();
            }
        }
        return null;
    }

    static ProblemException tooMuch(String detail) {
        return new ProblemException(ProblemCode.PAYLOAD_TOO_LARGE, detail);
    }

    static ProblemException malformed() {
        return new ProblemException(ProblemCode.MALFORMED_REQUEST, "The multipart body cannot be read");
    }

    /** The file's bytes; they end well only where the rest of the form does. */
    private final class Content extends FilterInputStream {

        private boolean finished;

        private Content(InputStream part) {
            super(part);
        }

        @Override
        public int read() throws IOException {
            return finished ? -1 : ended(super.read());
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return finished ? -1 : ended(super.read(target, offset, length));
        }

        private int ended(int result) throws IOException {
            if (result < 0) {
                finished = true;
                finish();
            }
            return result;
        }
    }

    /** How much of the body has been read. */
    private static final class Counted extends FilterInputStream {

        private long count;

        private Counted(InputStream body) {
            super(body);
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            int result = super.read();
            count += result < 0 ? 0 : 1;
            return result;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
