package dev.gatehouse.web.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.testing.Images;
import dev.gatehouse.web.testing.PictureImporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code make import-pictures} makes of answers that no sound server and no sound line would give. */
class LyingServerIT {

    private static final String ID = "4f0c9d9e-7f3b-4a55-9a55-8f0f3a9a0001";
    private static final String OTHER_HASH = "0".repeat(64);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new HashMap<>();
    private final PictureImporter folder =
            PictureImporter.ofEmptyFolder("a lying server").with(ID + ".png", Images.png(9, 9));
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        answers.put(
                "POST /api/admin/login",
                "{\"accessToken\":\"a\",\"refreshToken\":\"r\",\"user\":{\"role\":\"admin\"}}");
        answers.put(
                "GET /api/admin/users",
                "{\"items\":[{\"id\":\"" + ID
                        + "\",\"email\":\"a@example.org\",\"firstName\":\"\\\"id\\\":\\\"x\\\"\",\"status\":\"active\"}]}");
        answers.put(
                "PUT /api/admin/users/" + ID + "/picture",
                "{\"changed\":true,\"receivedSha256\":\"" + OTHER_HASH + "\",\"sha256\":\"" + OTHER_HASH + "\"}");
        answers.put("GET /api/admin/users/" + ID + "/picture", "picture");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void believesNoHashButThatOfTheFile() {
        run().endsWith(1).says("refused", ID + ".png: the server has received other bytes");
    }

    @Test
    void looksAtThePictureThatTheServerSaysItKeeps() {
        answers.put("PUT /api/admin/users/" + ID + "/picture", "RECEIVED");

        run().endsWith(1).says("refused", ID + ".png: the server does not show the picture");
    }

    @Test
    void saysHowFarItCameWhenTheServerGoesAway() {
        answers.remove("PUT /api/admin/users/" + ID + "/picture");

        assertThat(run().endsWith(2).text()).contains("Broken off; it can be run again", "No answer from");
    }

    @Test
    void waitsWhereTheServerAsksForItAndSignsOut() {
        answers.put("busy", "once");

        assertThat(run().text()).contains("pause of 1 s");
        assertThat(requests).last().isEqualTo("POST /api/admin/logout");
    }

    private PictureImporter.Run run() {
        return folder.run(URI.create("http://localhost:" + server.getAddress().getPort()), "olga@example.org");
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        requests.add(request);
        if (answers.remove("busy") != null) {
            exchange.getResponseHeaders().add("Retry-After", "1");
            exchange.sendResponseHeaders(429, -1);
        } else if (request.startsWith("PUT") && !answers.containsKey(request)) {
            exchange.getHttpContext().getServer().stop(0);
        } else {
            String text = answers.getOrDefault(request, "{}");
            byte[] answer = (text.equals("RECEIVED") ? received(body) : text).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    private static String received(byte[] body) {
        return "{\"changed\":true,\"receivedSha256\":\"" + Hashes.sha256(body) + "\",\"sha256\":\"" + OTHER_HASH
                + "\"}";
    }
}
