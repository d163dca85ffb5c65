package dev.gatehouse.web.testing;

import dev.gatehouse.web.testing.People.SignedIn;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** What one person does with files. */
public final class Shelf {

    public static final String BOUNDARY = "----boundary-of-a-test";
    /** Some contents are large, and the machine may be busy. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Api api;
    private final SignedIn owner;

    public Shelf(Api api, SignedIn owner) {
        this.api = api;
        this.owner = owner;
    }

    public SignedIn owner() {
        return owner;
    }

    /** Sends content as a body of its own. */
    public Answer put(String name, String type, byte[] content) {
        return upload(name).body(type, BodyPublishers.ofByteArray(content)).send();
    }

    public Answer put(String name, String type, String content) {
        return put(name, type, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends content without saying how long it is. */
    public Answer stream(String name, String type, Supplier<InputStream> content) {
        return upload(name)
                .body(type, BodyPublishers.ofInputStream(content::get))
                .send();
    }

    /** Sends content whose length is said before it comes. */
    public Answer announced(String name, String type, long length, Supplier<InputStream> content) {
        return upload(name)
                .body(type, BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(content::get), length))
                .send();
    }

    /** Sends content in the field {@code file} of a form. */
    public Answer form(String name, String type, byte[] content) {
        return form(formOf(name, type, content));
    }

    /** Sends a form's body as it is. */
    public Answer form(byte[] body) {
        return api.post("/api/files")
                .bearer(owner.accessToken())
                .body(formType(), BodyPublishers.ofByteArray(body))
                .send();
    }

    public static String formType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    public static byte[] formOf(String name, String type, byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(part("form-data; name=\"file\"; filename=\"" + name + "\"", type));
        body.writeBytes(content);
        body.writeBytes(end());
        return body.toByteArray();
    }

    /** What stands before a part's content. */
    public static byte[] part(String disposition, String type) {
        return ("\r\n--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\nContent-Type: " + type
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] end() {
        return ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
    }

    public Answer get(String path) {
        return call("GET", path).send();
    }

    public Answer content(String id) {
        return get("/api/files/" + id + "/content");
    }

    public Api.Call call(String method, String path) {
        return api.call(method, path).bearer(owner.accessToken());
    }

    public Answer delete(String id) {
        return call("DELETE", "/api/files/" + id).send();
    }

    public long usedBytes() {
        return get("/api/files/usage").json().getJsonNumber("usedBytes").longValue();
    }

    public long fileCount() {
        return get("/api/files/usage").json().getJsonNumber("fileCount").longValue();
    }

    /** Where below a local backend's folder an object lies. */
    public static String objectPath(String key) {
        String id = UUID.fromString(key).toString();
        return id.substring(0, 2) + "/" + id.substring(2, 4) + "/" + id;
    }

    private Api.Call upload(String name) {
        return call("POST", "/api/files")
                .within(PATIENCE)
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + encoded(name));
    }

    private static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte value : name.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format("%%%02X", value & 0xFF));
        }
        return encoded.toString();
    }
}
