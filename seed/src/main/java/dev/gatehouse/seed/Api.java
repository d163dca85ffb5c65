package dev.gatehouse.seed;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The server's REST API. Waits as long as the server asks for when it says that something was too much. */
final class Api {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long LONGEST_WAIT_SECONDS = 300;
    private static final int ATTEMPTS = 10;
    private static final int TOO_MANY_REQUESTS = 429;
    /** A longer pause than this is what the rate limits ask for, which a crowd from one machine meets at once. */
    private static final long SHORT_PAUSE_SECONDS = 5;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;
    private final PrintStream out;
    private boolean development;

    Api(URI base, PrintStream out) {
        this.base = base;
        this.out = out;
    }

    Call get(String path) {
        return call("GET", path);
    }

    Call post(String path) {
        return call("POST", path);
    }

    Call patch(String path) {
        return call("PATCH", path);
    }

    Call delete(String path) {
        return call("DELETE", path);
    }

    private Call call(String method, String path) {
        return new Call(method, HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT));
    }

    /** From now on the server's counts are begun anew where it would have us wait: it plays host to a demo. */
    void servesDevelopment() {
        development = true;
    }

    /** A request that is still being written. */
    final class Call {

        private final String method;
        private final HttpRequest.Builder request;
        private BodyPublisher body = BodyPublishers.noBody();

        private Call(String method, HttpRequest.Builder request) {
            this.method = method;
            this.request = request;
        }

        Call from(Device device) {
            request.setHeader("User-Agent", device.userAgent());
            return this;
        }

        Call speaking(String language) {
            request.setHeader("Accept-Language", language);
            return this;
        }

        Call bearer(String token) {
            request.setHeader("Authorization", "Bearer " + token);
            return this;
        }

        /** A JSON object of these fields; values are texts or flags. */
        Call json(Object... namesAndValues) {
            request.setHeader("Content-Type", "application/json");
            body = BodyPublishers.ofString(Json.object(namesAndValues));
            return this;
        }

        Answer send() {
            HttpRequest whole = request.method(method, body).build();
            for (int attempt = 1; ; attempt++) {
                HttpResponse<String> response = exchange(whole);
                if (isFinal(response) || attempt == ATTEMPTS) {
                    return new Answer(response.statusCode(), response.body());
                }
                if (limitsLifted(response)) {
                    continue;
                }
                long wait = secondsToWait(response);
                out.println("The server asks for a pause of " + wait + " s.");
                pause(Duration.ofSeconds(wait));
            }
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new SeedRefused("No server answers at " + base + ". Start one with: make run");
        } catch (IOException e) {
            throw new SeedRefused("No answer from " + request.uri() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SeedRefused("Interrupted");
        }
    }

    private static boolean isFinal(HttpResponse<?> response) {
        return response.statusCode() != TOO_MANY_REQUESTS && response.statusCode() != 503;
    }

    /** Whether a development server has just forgotten how much it was asked; what was guessed wrongly it does not. */
    private boolean limitsLifted(HttpResponse<String> response) {
        if (!development
                || response.statusCode() != TOO_MANY_REQUESTS
                || !response.body().contains("\"rate_limited\"")
                || retryAfter(response) <= SHORT_PAUSE_SECONDS) {
            return false;
        }
        HttpRequest forget = HttpRequest.newBuilder(base.resolve("/api/dev/rate-limits"))
                .timeout(TIMEOUT)
                .DELETE()
                .build();
        return exchange(forget).statusCode() == 204;
    }

    /** What {@code Retry-After} asks for (RFC 9110 section 10.2.3), of an answer that is no final one. */
    private static long secondsToWait(HttpResponse<?> response) {
        long seconds = retryAfter(response);
        if (seconds > LONGEST_WAIT_SECONDS) {
            throw new SeedRefused("The server wants to be left alone for " + seconds + " s. Try again then.");
        }
        return Math.max(1, seconds);
    }

    private static long retryAfter(HttpResponse<?> response) {
        return response.headers().firstValueAsLong("Retry-After").orElse(1);
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SeedRefused("Interrupted");
        }
    }
}
