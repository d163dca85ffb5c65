package dev.gatehouse.auth.internal.password;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches the leaked hashes that begin alike: connected within 3 s and answered, to the last byte, within 10. */
@ApplicationScoped
class BreachRanges {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final Duration patience;

    BreachRanges() {
        this(ANSWER);
    }

    BreachRanges(Duration patience) {
        this.patience = patience;
    }

    /** No answer that could be used. */
    static final class Unavailable extends Exception {

        private static final long serialVersionUID = 1L;

        /** @param reason a word or a status code, safe to store and to show */
        Unavailable(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /** Made on first use: most servers never look anything up. */
    private static final class Http {
        private static final HttpClient CLIENT =
                HttpClient.newBuilder().connectTimeout(CONNECT).build();
    }

    String of(URI rangeApi, String prefix) throws Unavailable {
        HttpRequest request = HttpRequest.newBuilder(URI.create(rangeApi + prefix))
                .timeout(patience)
                .header("Add-Padding", "true")
                .header("User-Agent", "Gatehouse")
                .build();
        CompletableFuture<HttpResponse<String>> answer = Http.CLIENT.sendAsync(request, BodyHandlers.ofString());
        try {
            return body(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw new Unavailable(e.getCause().getClass().getSimpleName(), e.getCause());
        } catch (TimeoutException e) {
            throw new Unavailable("timeout", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static String body(HttpResponse<String> answer) throws Unavailable {
        if (answer.statusCode() != OK) {
            throw new Unavailable("HTTP " + answer.statusCode(), null);
        }
        return answer.body();
    }
}
