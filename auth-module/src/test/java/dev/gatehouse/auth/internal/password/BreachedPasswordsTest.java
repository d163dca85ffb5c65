package dev.gatehouse.auth.internal.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.BreachSettings;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.PasswordSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BreachedPasswordsTest {

    /** Its SHA-1, as {@code sha1sum} says, is {@link #SHA1}. */
    private static final String LEAKED = "Tr0ub4dor&3";

    private static final String SHA1 = "874572E7A5AE6A49466A6AC578B98ADBA78C6AA6";
    private static final String LEAKED_RANGE = "0018A45C4D1DEF81644B54AB7F969B88D65:3\r\n%s:52\r\nFFFF:1";
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<AuditEvent> refusals = new ArrayList<>();
    private final Ticking clock = new Ticking();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Answering answer = exchange -> send(exchange, 200, LEAKED_RANGE);
    private HttpServer server;
    private BreachedPasswords breached;

    /** What the server does with a request. */
    private interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** A clock that stands until it is moved. */
    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final class Notebook implements AuditTrail {
        @Override
        public void record(AuditEvent event) {
            throw new AssertionError("no change was made");
        }

        @Override
        public void recordRefusal(AuditEvent event) {
            refusals.add(event);
        }
    }

    static BreachedPasswords off() {
        return new BreachedPasswords(BreachSettings.off(), new BreachRanges(), null, Clock.systemUTC());
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(command -> new Thread(command).start());
        server.createContext("/range/", exchange -> {
            asked.add(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("Add-Padding"));
            answer.answer(exchange);
        });
        server.start();
        breached = at(server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void asksNobodyUnlessToldTo() {
        assertThat(off().contain(LEAKED)).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesAPasswordThatLeaked() {
        PasswordPolicy policy =
                new PasswordPolicy(new PasswordSettings(8, true, 19456, 2, 1), new CommonPasswords(), breached);

        assertThat(policy.faults("password", LEAKED, PersonalWords.of(Optional.empty())))
                .containsExactly(FieldError.of("password", Problem.PASSWORD_BREACHED));
    }

    @Test
    void tellsTheOtherServerFiveDigitsAndNoMore() {
        breached.contain(LEAKED);

        assertThat(asked).containsExactly("/range/" + prefix() + " true");
    }

    @Test
    void takesPaddingForNoLeak() {
        answer = exchange -> send(exchange, 200, "%s:0");

        assertThat(breached.contain(LEAKED)).isFalse();
    }

    @Test
    void letsAPasswordPassThatIsNotAmongThem() {
        answer = exchange -> send(exchange, 200, "0018A45C4D1DEF81644B54AB7F969B88D65:3");

        assertThat(breached.contain(LEAKED)).isFalse();
        assertThat(refusals).isEmpty();
    }

    @Test
    void letsEverybodyPassAndSaysSoWhereTheServerFails() {
        answer = exchange -> send(exchange, 503, "");

        assertThat(breached.contain(LEAKED)).isFalse();
        assertThat(refusals).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.SECURITY_SUSPICIOUS_ACTIVITY);
            assertThat(event.reason()).hasValue("breach_lookup_unavailable");
            assertThat(event.detail()).containsEntry("cause", "HTTP 503");
        });
    }

    @Test
    void letsEverybodyPassWhereNobodyListens() {
        server.stop(0);

        assertThat(breached.contain(LEAKED)).isFalse();
        assertThat(refusals).hasSize(1);
    }

    @Test
    void waitsNoLongerThanItsPatienceForTheLastByte() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('0');
            exchange.getResponseBody().flush();
            await();
        };
        long begun = System.nanoTime();

        assertThat(breached.contain(LEAKED)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE.multipliedBy(6));
        assertThat(refusals).singleElement().satisfies(event -> assertThat(event.detail())
                .containsEntry("cause", "timeout"));
    }

    @Test
    void leavesAServerThatFailedAloneForAMinute() {
        answer = exchange -> send(exchange, 500, "");
        breached.contain(LEAKED);
        breached.contain(LEAKED);
        assertThat(asked).hasSize(1);

        answer = exchange -> send(exchange, 200, LEAKED_RANGE);
        clock.now = clock.now.plusSeconds(61);
        assertThat(breached.contain(LEAKED)).isTrue();
        assertThat(refusals).hasSize(1);
    }

    private BreachedPasswords at(int port) {
        URI range = URI.create("http://127.0.0.1:" + port + "/range/");
        return new BreachedPasswords(
                new BreachSettings(Optional.of(range)), new BreachRanges(PATIENCE), new Notebook(), clock);
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String prefix() {
        return SHA1.substring(0, 5);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.formatted(SHA1.substring(5)).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
