package dev.gatehouse.web.testing;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A multipart body as browsers write it. */
public final class FormBody {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public FormBody field(String name, String value) {
        return text("--" + Shelf.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
                + "\r\n");
    }

    public FormBody file(String name, String type, byte[] content) {
        text("--" + Shelf.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: " + type + "\r\n\r\n");
        bytes.writeBytes(content);
        return text("\r\n");
    }

    public Api.Call in(Api.Call call) {
        text("--" + Shelf.BOUNDARY + "--\r\n");
        return call.body(Shelf.formType(), BodyPublishers.ofByteArray(bytes.toByteArray()));
    }

    private FormBody text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }
}
