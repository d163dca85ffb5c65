package dev.gatehouse.auth.internal.mail;

import dev.gatehouse.auth.MailSettings;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Hands mails to SendGrid (API v3, {@code mail/send}), with its link rewriting off: our links carry secrets. */
final class SendGridTransport implements MailTransport {

    /** Asked for once: the methods of {@code Json} search the class path at every call. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final URI API = URI.create("https://api.sendgrid.com/v3/mail/send");

    private final URI api;
    private final String key;
    private final InternetAddress from;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    SendGridTransport(MailSettings settings, String key) {
        this(settings, key, API);
    }

    SendGridTransport(MailSettings settings, String key, URI api) {
        this.api = api;
        this.key = key;
        try {
            this.from = new InternetAddress(settings.from(), true);
        } catch (AddressException e) {
            throw new IllegalArgumentException("the sender's address is not one", e);
        }
    }

    @Override
    public void deliver(OutgoingMail mail) throws MailRefused, MailDeferred, MailUnavailable {
        HttpRequest request = HttpRequest.newBuilder(api)
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body(mail).toString()))
                .build();
        try {
            judge(client.send(request, BodyHandlers.ofString()));
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new MailUnavailable("no connection", e);
        } catch (IOException e) {
            throw new MailDeferred("connection lost", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MailDeferred("interrupted", e);
        }
    }

    private static void judge(HttpResponse<String> answer) throws MailRefused, MailDeferred, MailUnavailable {
        int status = answer.statusCode();
        String reason = "HTTP " + status;
        if (status / 100 == 2) {
            return;
        }
        if (status == 413 || status == 400 && blamesRecipient(answer.body())) {
            throw new MailRefused(reason, null);
        }
        if (status == 429) {
            throw new MailDeferred(reason, null);
        }
        throw new MailUnavailable(reason, null);
    }

    private static boolean blamesRecipient(String answer) {
        try (var reader = JSON.createReader(new StringReader(answer))) {
            return reader.readObject().getJsonArray("errors").getValuesAs(JsonObject.class).stream()
                    .anyMatch(error -> error.getString("field", "").startsWith("personalizations"));
        } catch (JsonException | NullPointerException | ClassCastException e) {
            return false;
        }
    }

    private JsonObject body(OutgoingMail mail) {
        JsonObject off = JSON.createObjectBuilder().add("enable", false).build();
        JsonObject to = JSON.createObjectBuilder()
                .add("to", listOf(address(mail.recipient(), null)))
                .build();
        return JSON.createObjectBuilder()
                .add("personalizations", listOf(to))
                .add("from", address(from.getAddress(), from.getPersonal()))
                .add("subject", mail.subject())
                .add(
                        "content",
                        listOf(
                                content("text/plain", mail.body().text()),
                                content("text/html", mail.body().html())))
                .add("headers", JSON.createObjectBuilder().add("Auto-Submitted", "auto-generated"))
                .add(
                        "tracking_settings",
                        JSON.createObjectBuilder().add("click_tracking", off).add("open_tracking", off))
                .build();
    }

    private static JsonObject address(String email, String name) {
        var address = JSON.createObjectBuilder().add("email", email);
        return (name == null ? address : address.add("name", name)).build();
    }

    private static JsonObject content(String type, String value) {
        return JSON.createObjectBuilder().add("type", type).add("value", value).build();
    }

    private static JsonArray listOf(JsonObject... values) {
        return JSON.createArrayBuilder(List.of(values)).build();
    }
}
