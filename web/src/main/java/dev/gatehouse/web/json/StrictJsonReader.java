package dev.gatehouse.web.json;

import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Reads a request's JSON object into a record. Refuses what the platform's reader lets pass: more than 64 KiB, nesting
 * beyond 50, bytes that are not UTF-8, and values of another type than the record's (no coercion).
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class StrictJsonReader implements MessageBodyReader<Record> {

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_DEPTH = 50;
    private static final int BUFFER = 8 * 1024;
    /** What may follow the object: the white space of RFC 8259 section 2. */
    private static final Pattern REST = Pattern.compile("[ \\t\\r\\n]*+");

    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Two readers of an object with a name twice could each believe another value (RFC 8259 section 4). */
    private static final JsonReaderFactory READERS =
            JsonProvider.provider().createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public Record readFrom(
            Class<Record> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        byte[] bytes = read(body);
        if (bytes.length == 0 && MissingBody.mayBeMissing(annotations)) {
            return null;
        }
        return RecordBinder.bind(parse(bytes), type);
    }

    /** A body that drips must not keep a thread for ever: the container waits for each byte anew. */
    private static byte[] read(InputStream body) throws IOException {
        long deadline = System.nanoTime() + MAX_NANOS;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            bytes.write(buffer, 0, count);
            if (bytes.size() > MAX_BYTES) {
                throw new ProblemException(ProblemCode.PAYLOAD_TOO_LARGE, "At most 64 KiB of JSON");
            }
            if (System.nanoTime() > deadline) {
                throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "The body took too long to arrive");
            }
        }
        return bytes.toByteArray();
    }

    /** @throws ProblemException if the bytes are no single JSON object */
    static JsonObject parse(byte[] bytes) {
        return parse(decode(bytes));
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "The body is not UTF-8");
        }
    }

    private static JsonObject parse(String text) {
        refuseOddStructure(text);
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException e) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "The body is not a JSON object");
        } catch (NumberFormatException | UnsupportedOperationException e) {
            // A number of more digits than the parser is willing to reckon with.
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "The JSON has a number beyond all bounds");
        }
    }

    /** Counts brackets outside strings: the parser itself would recurse, and stops where the object ends. */
    private static void refuseOddStructure(String text) {
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inString && c == '\\') {
                i++;
            } else if (c == '"') {
                inString = !inString;
            } else if (!inString && (c == '{' || c == '[')) {
                if (++depth > MAX_DEPTH) {
                    throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "The JSON is nested too deeply");
                }
            } else if (!inString && (c == '}' || c == ']')) {
                depth--;
                if (depth == 0
                        && !REST.matcher(text).region(i + 1, text.length()).matches()) {
                    throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "Something follows the JSON object");
                }
            }
        }
    }
}
