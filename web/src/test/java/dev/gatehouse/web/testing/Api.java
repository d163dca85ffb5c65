package dev.gatehouse.web.testing;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client of the REST API that keeps nothing between requests: no cookies, no tokens. */
public final class Api {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;

    public Api(URI base) {
        this.base = base;
    }

    public Call get(String path) {
        return call("GET", path);
    }

    public Call post(String path) {
        return call("POST", path);
    }

    public Call patch(String path) {
        return call("PATCH", path);
    }

    public Call delete(String path) {
        return call("DELETE", path);
    }

    public Call call(String method, String path) {
        return new Call(method, base.resolve(path));
    }

    /** A request that is still being written. */
    public static final class Call {

        private final HttpRequest.Builder request;
        private final String method;
        private BodyPublisher body = BodyPublishers.noBody();

        private Call(String method, URI uri) {
            this.method = method;
            this.request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
        }

        public Call header(String name, String value) {
            request.header(name, value);
            return this;
        }

        /** Waits longer for the answer than for others. */
        public Call within(Duration patience) {
            request.timeout(patience);
            return this;
        }

        public Call bearer(String token) {
            return header("Authorization", "Bearer " + token);
        }

        /** A JSON object of these fields; values are texts, flags or null. */
        public Call json(Object... namesAndValues) {
            JsonObjectBuilder json = Json.createObjectBuilder();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                String name = (String) namesAndValues[i];
                Object value = namesAndValues[i + 1];
                if (value == null) {
                    json.addNull(name);
                } else if (value instanceof Boolean flag) {
                    json.add(name, flag);
                } else {
                    json.add(name, value.toString());
                }
            }
            return body(json.build().toString());
        }

        /** A body that claims to be JSON. */
        public Call body(String text) {
            return body("application/json", BodyPublishers.ofString(text));
        }

        public Call body(String contentType, BodyPublisher content) {
            header("Content-Type", contentType);
            body = content;
            return this;
        }

        public Answer send() {
            try {
                HttpResponse<byte[]> response =
                        CLIENT.send(request.method(method, body).build(), BodyHandlers.ofByteArray());
                return new Answer(response.statusCode(), response.headers(), response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(method + " " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
