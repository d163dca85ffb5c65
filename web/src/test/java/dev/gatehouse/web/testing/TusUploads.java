package dev.gatehouse.web.testing;

import dev.gatehouse.web.testing.People.SignedIn;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;

/** Resumable uploads, request by request. */
public final class TusUploads {

    public static final String PATH = "/api/uploads";
    public static final String PIECE = "application/offset+octet-stream";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Api api;
    private final SignedIn owner;

    public TusUploads(Api api, SignedIn owner) {
        this.api = api;
        this.owner = owner;
    }

    public SignedIn owner() {
        return owner;
    }

    /** A request that says nothing but who it is from and what it speaks. */
    public Api.Call call(String method, String path) {
        return api.call(method, path).bearer(owner.accessToken()).header("Tus-Resumable", "1.0.0");
    }

    public Answer create(String name, String type, long length) {
        return call("POST", PATH)
                .header("Upload-Length", Long.toString(length))
                .header("Upload-Metadata", metadata(name, type))
                .send();
    }

    /** Begins a text, and gives its location. */
    public String begun(String name, long length) {
        return create(name, "text/plain", length)
                .hasStatus(201)
                .header("Location")
                .orElseThrow();
    }

    public Answer patch(String location, long offset, byte[] bytes) {
        return piece(location, offset, bytes).send();
    }

    public Answer patch(String location, long offset, String text) {
        return patch(location, offset, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A piece whose request can still be given more headers. */
    public Api.Call piece(String location, long offset, byte[] bytes) {
        return call("PATCH", location)
                .within(PATIENCE)
                .header("Upload-Offset", Long.toString(offset))
                .body(PIECE, BodyPublishers.ofByteArray(bytes));
    }

    public Answer head(String location) {
        return call("HEAD", location).send();
    }

    public Answer delete(String location) {
        return call("DELETE", location).send();
    }

    public long offset(String location) {
        return offset(head(location).hasStatus(200));
    }

    public static long offset(Answer answer) {
        return Long.parseLong(answer.header("Upload-Offset").orElseThrow());
    }

    public static String file(Answer answer) {
        return answer.header("Gatehouse-File").orElseThrow();
    }

    public static String metadata(String name, String type) {
        return "filename " + base64(name) + ",filetype " + base64(type);
    }

    /** What {@code Upload-Checksum} says of these bytes. */
    public static String checksum(String label, String algorithm, byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(bytes);
            return label + " " + Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
