package dev.gatehouse.benchmark;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/** What is measured on one server. */
final class Scenarios {

    private static final String PASSWORD = "Correct-Horse-7";
    private static final int CLIENTS = 16;

    private static final AtomicLong NAMES = new AtomicLong(System.nanoTime());

    private final int port;
    private final int seconds;

    Scenarios(int port, int seconds) {
        this.port = port;
        this.seconds = seconds;
    }

    Figure trivial() throws InterruptedException, ExecutionException, IOException {
        return run(
                "trivial call (GET /api)",
                (number, first) -> connection -> connection.get("/api", "").expect(200));
    }

    Figure account() throws InterruptedException, ExecutionException, IOException {
        return run("GET /api/account", (number, first) -> {
            String token = signUp(first).field("accessToken");
            return connection -> connection.get("/api/account", token).expect(200);
        });
    }

    Figure refresh() throws InterruptedException, ExecutionException, IOException {
        return run("refresh", (number, first) -> {
            String[] token = {signUp(first).field("refreshToken")};
            return connection -> token[0] = connection
                    .post("/api/auth/refresh", "{\"refreshToken\":\"" + token[0] + "\"}")
                    .expect(200)
                    .field("refreshToken");
        });
    }

    Figure login(String name) throws InterruptedException, ExecutionException, IOException {
        return run(name, (number, first) -> {
            String email = address();
            signUp(first, email);
            String body = "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}";
            return connection -> connection.post("/api/auth/login", body).expect(200);
        });
    }

    Figure signUps() throws InterruptedException, ExecutionException, IOException {
        return run("sign-up", (number, first) -> Scenarios::signUp);
    }

    private Figure run(String name, Load.ClientFactory factory)
            throws InterruptedException, ExecutionException, IOException {
        return new Load(port, CLIENTS).run(name, seconds, seconds, factory);
    }

    static Connection.Answer signUp(Connection connection) throws IOException {
        return signUp(connection, address());
    }

    private static Connection.Answer signUp(Connection connection, String email) throws IOException {
        return connection
                .post(
                        "/api/auth/signup",
                        "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD
                                + "\",\"firstName\":\"Ann\",\"lastName\":\"Lee\",\"acceptTerms\":true}")
                .expect(201);
    }

    private static String address() {
        return "load" + NAMES.incrementAndGet() + "@example.com";
    }
}
