package dev.gatehouse.pictureimport;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The server's REST API, for one admin. Waits as long as the server asks for when it says that something was too much,
 * and renews the access token when its time is over: an import may take hours.
 */
final class Api {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final long LONGEST_WAIT_SECONDS = 300;
    private static final int ATTEMPTS = 10;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI server;
    private final PrintStream out;
    private Optional<Tokens> tokens = Optional.empty();

    Api(URI server, PrintStream out) {
        this.server = server;
        this.out = out;
    }

    private record Tokens(String access, String refresh) {}

    /** From now on it is this admin who asks. */
    void signedIn(Answer answer) {
        tokens = Optional.of(new Tokens(answer.required("accessToken"), answer.required("refreshToken")));
    }

    Answer get(String path) {
        return renewing(() -> request("GET", path, BodyPublishers.noBody()));
    }

    Answer post(String path, String json) {
        return renewing(() ->
                request("POST", path, BodyPublishers.ofString(json)).setHeader("Content-Type", "application/json"));
    }

    Answer put(String path, byte[] content, String fileName) {
        return renewing(() -> request("PUT", path, BodyPublishers.ofByteArray(content))
                .setHeader("Content-Type", "application/octet-stream")
                .setHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\""));
    }

    private HttpRequest.Builder request(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(TIMEOUT)
                .setHeader("User-Agent", "gatehouse-picture-import")
                .method(method, body);
        tokens.ifPresent(held -> request.setHeader("Authorization", "Bearer " + held.access()));
        return request;
    }

    private Answer renewing(Supplier<HttpRequest.Builder> request) {
        Answer answer = send(request.get().build());
        if (answer.status() != 401 || tokens.isEmpty()) {
            return answer;
        }
        String refreshToken = tokens.get().refresh();
        tokens = Optional.empty();
        signedIn(send(request(
                                "POST",
                                "/api/admin/refresh",
                                BodyPublishers.ofString(Json.object("refreshToken", refreshToken)))
                        .setHeader("Content-Type", "application/json")
                        .build())
                .expect(200));
        return send(request.get().build());
    }

    private Answer send(HttpRequest request) {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<byte[]> response = exchange(request);
            boolean isFinal = response.statusCode() != 429 && response.statusCode() != 503;
            if (isFinal || attempt == ATTEMPTS) {
                return new Answer(response.statusCode(), response.body());
            }
            pause(response.headers().firstValueAsLong("Retry-After").orElse(1));
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new ImportRefused("No answer from " + server + ": "
                    + Optional.ofNullable(e.getMessage()).orElse("it cannot be reached"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImportRefused("Interrupted");
        }
    }

    private void pause(long seconds) {
        if (seconds > LONGEST_WAIT_SECONDS) {
            throw new ImportRefused("The server wants to be left alone for " + seconds + " s. Try again then.");
        }
        out.println("The server asks for a pause of " + seconds + " s.");
        try {
            Thread.sleep(Duration.ofSeconds(Math.max(1, seconds)).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImportRefused("Interrupted");
        }
    }
}
