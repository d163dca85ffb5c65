package dev.gatehouse.auth.internal.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.auth.MailSettings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendGridTransportTest {

    private HttpServer server;
    private volatile int status = 202;
    private volatile String answer = "";
    private volatile String authorization;
    private volatile String request;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void refusesForGoodAnAddressThatIsTurnedDown() {
        status = 400;
        answer = "{\"errors\":[{\"message\":\"no\",\"field\":\"personalizations.0.to.0.email\",\"help\":null}]}";

        assertThatThrownBy(this::deliver).isInstanceOf(MailRefused.class).hasMessage("HTTP 400");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{\"errors\":[{\"message\":\"bad sender\",\"field\":\"from.email\"}]}",
                "400|{}",
                "400|not json",
                "401|{}",
                "403|{}",
                "503|"
            })
    void blamesNoMailForOurOwnOrTheServersFaults(int code, String body) {
        status = code;
        answer = body == null ? "" : body;

        assertThatThrownBy(this::deliver).isInstanceOf(MailUnavailable.class).hasMessage("HTTP " + code);
    }

    @ParameterizedTest
    @ValueSource(ints = {429})
    void comesBackLaterWhenToldTo(int code) {
        status = code;

        assertThatThrownBy(this::deliver).isInstanceOf(MailDeferred.class);
    }

    @Test
    void isUnavailableWhereNobodyListens() {
        server.stop(0);

        assertThatThrownBy(this::deliver).isInstanceOf(MailUnavailable.class).hasMessage("no connection");
    }

    @Test
    void handsOverBothPartsWithItsKeyAndWithoutTracking() throws Exception {
        deliver();

        assertThat(authorization).isEqualTo("Bearer SG.key");
        JsonObject sent = Json.createReader(new StringReader(request)).readObject();
        assertThat(sent.getJsonArray("personalizations").getJsonObject(0).getJsonArray("to"))
                .hasToString("[{\"email\":\"ada@example.org\"}]");
        assertThat(sent.getJsonObject("from"))
                .hasToString("{\"email\":\"no-reply@example.org\",\"name\":\"Gatehouse\"}");
        assertThat(sent.getString("subject")).isEqualTo("Bestätigen Sie Ihre E-Mail-Adresse");
        assertThat(sent.getJsonArray("content").getJsonObject(0).getString("type"))
                .isEqualTo("text/plain");
        assertThat(sent.getJsonArray("content").getJsonObject(1).getString("value"))
                .startsWith("<!DOCTYPE html>");
        assertThat(sent.getJsonObject("tracking_settings").getJsonObject("click_tracking"))
                .hasToString("{\"enable\":false}");
    }

    private void deliver() throws MailRefused, MailDeferred, MailUnavailable {
        var settings = new MailSettings(
                "Gatehouse <no-reply@example.org>",
                MailFixture.PUBLIC_URL,
                Optional.empty(),
                Optional.of("SG.key"),
                false);
        var api = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v3/mail/send");
        new SendGridTransport(settings, "SG.key", api)
                .deliver(new MailWording(MailFixture.PUBLIC_URL)
                        .of(
                                MailKind.VERIFY_EMAIL,
                                UUID.randomUUID(),
                                Reader.at("ada@example.org", Locale.GERMAN),
                                Map.of("token", "abc")));
    }

    private void serve(HttpExchange exchange) throws IOException {
        authorization = exchange.getRequestHeaders().getFirst("Authorization");
        request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        byte[] body = answer.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
