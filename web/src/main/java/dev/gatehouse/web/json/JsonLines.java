package dev.gatehouse.web.json;

import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads a body of JSON Lines as it arrives, one record a line, by the rules of {@link StrictJsonReader}. A line that is
 * no such object, or longer than 8 KiB, is empty; blank lines are none.
 */
public final class JsonLines<T extends Record> implements Iterator<Optional<T>> {

    private static final int LONGEST = 8 * 1024;
    private static final int CHECKED_EVERY = 256;
    private static final long MAX_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final InputStream body;
    private final Class<T> type;
    private final long deadline = System.nanoTime() + MAX_NANOS;
    private Optional<Optional<T>> next;

    /** @param body is buffered by its giver */
    public JsonLines(InputStream body, Class<T> type) {
        this.body = body;
        this.type = type;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = read();
        }
        return next.isPresent();
    }

    @Override
    public Optional<T> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Optional<T> line = next.orElseThrow();
        next = null;
        return line;
    }

    private Optional<Optional<T>> read() {
        try {
            Optional<byte[]> line = line();
            while (line.isPresent() && new String(line.get(), StandardCharsets.UTF_8).isBlank()) {
                line = line();
            }
            return line.map(this::bound);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<T> bound(byte[] line) {
        if (line.length > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordBinder.bind(StrictJsonReader.parse(line), type));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** Empty at the end. Of a line that is too long only the first part is kept, and it stays too long. */
    private Optional<byte[]> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int read = body.read();
        boolean any = read >= 0;
        for (long count = 1; read >= 0 && read != '\n'; count++, read = body.read()) {
            if (line.size() <= LONGEST) {
                line.write(read);
            }
            if (count % CHECKED_EVERY == 0 && System.nanoTime() > deadline) {
                throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "The body took too long to arrive");
            }
        }
        return any ? Optional.of(line.toByteArray()) : Optional.empty();
    }
}
