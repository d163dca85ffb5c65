package dev.gatehouse.web.files;

import dev.gatehouse.storage.ExpectedLength;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;

/**
 * The files of a page's form, one after the other, as its body arrives. What nobody wanted of a file is read past, so that
 * the next one and the answer can be reached: a browser shows no answer before it has sent its form.
 */
final class FormFiles {

    /** More than a person would choose, and few enough to be named each. */
    private static final int MOST_PARTS = 200;

    private static final int BUFFER = 16 * 1024;
    private static final long MOST_READ_PAST = 256L << 20;

    private final MultipartInput input;
    private final ExpectedLength length;
    private InputStream current;
    private long readPast;
    private int parts;

    FormFiles(HttpServletRequest request) throws IOException {
        this.input = MultipartFile.opened(new PacedBody(request.getInputStream()), request.getContentType());
        long whole = request.getContentLengthLong();
        this.length = whole < 0 ? ExpectedLength.unknown() : new ExpectedLength(0, whole);
    }

    /**
     * The next file; a field in which none was chosen is passed over.
     *
     * @throws dev.gatehouse.web.problem.ProblemException if the form cannot be read
     */
    Optional<SentFile> next() throws IOException {
        try {
            while (advance()) {
                String headers = headers();
                Disposition disposition = Disposition.parse(MultipartFile.header(headers, "content-disposition"));
                current = new Part(input.newInputStream());
                String name = MultipartFile.fromForm(disposition.filename().orElse(""));
                if (MultipartFile.isFile(disposition) && !name.isEmpty()) {
                    return Optional.of(new SentFile(
                            name, Optional.ofNullable(MultipartFile.header(headers, "content-type")), length, current));
                }
            }
            return Optional.empty();
        } catch (FileUploadSizeException e) {
            throw MultipartFile.tooMuch("The headers of a part are too long");
        } catch (MultipartInput.MalformedStreamException e) {
            throw MultipartFile.malformed();
        }
    }

    /** Reads what is left, where that is not too much, so that the answer arrives. */
    void finish() throws IOException {
        while (next().isPresent()) {
            // one more that nobody wants
        }
    }

    private boolean advance() throws IOException {
        if (parts == 0) {
            return input.skipPreamble();
        }
        byte[] buffer = new byte[BUFFER];
        for (int count = current.read(buffer); count >= 0; count = current.read(buffer)) {
            readPast += count;
            if (readPast > MOST_READ_PAST) {
                throw MultipartFile.tooMuch("Far more than is taken");
            }
        }
        return input.readBoundary();
    }

    private String headers() throws IOException {
        if (++parts > MOST_PARTS) {
            throw MultipartFile.tooMuch("At most " + MOST_PARTS + " parts");
        }
        return input.readHeaders();
    }

    /** Who takes a file in may close it before its end; the form goes on behind it. */
    private static final class Part extends FilterInputStream {

        private Part(InputStream part) {
            super(part);
        }

        @Override
        public void close() {
            // its end is still to be found
        }
    }
}
