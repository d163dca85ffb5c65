package dev.gatehouse.web.startup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.logging.Logger;

/** Tells who started the server where to go on, as soon as it really answers. */
final class Banner {

    private static final Logger LOG = Logger.getLogger(Banner.class.getName());
    private static final int ATTEMPTS = 120;

    private final Settings settings;
    private final String text;
    private int attempts;

    Banner(Settings settings, Database database) {
        this.settings = settings;
        this.text = text(settings, database);
    }

    /** To be called every second: asks the server itself, and speaks once. */
    void printWhenReady() {
        if (attempts < ATTEMPTS) {
            attempts++;
            if (answers()) {
                attempts = ATTEMPTS;
                text.lines().forEach(LOG::info);
            }
        }
    }

    private boolean answers() {
        Duration patience = Duration.ofSeconds(1);
        HttpClient client = HttpClient.newBuilder().connectTimeout(patience).build();
        URI ready = URI.create("http://127.0.0.1:" + settings.port() + "/health/ready");
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(ready).timeout(patience).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String text(Settings settings, Database database) {
        StringBuilder text = new StringBuilder("Gatehouse is ready: open ")
                .append(settings.publicUrl())
                .append('\n');
        if (!settings.production()) {
            line(text, "pages", settings.publicUrl() + "/");
            line(text, "captured mail", settings.publicUrl() + "/dev/mail");
            line(text, "API", settings.publicUrl() + "/docs/");
            line(text, "health", settings.publicUrl() + "/health/ready");
        }
        String embedded =
                "embedded, in " + settings.dataFolder().toAbsolutePath().normalize();
        line(
                text,
                "database",
                database.isEmbedded() ? embedded : database.application().toString());
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("    %-14s %s%n", name, value));
    }
}
