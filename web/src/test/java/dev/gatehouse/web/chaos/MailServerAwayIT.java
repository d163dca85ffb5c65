package dev.gatehouse.web.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.testing.ScriptedSmtpServer;
import dev.gatehouse.testing.ScriptedSmtpServer.Accepted;
import dev.gatehouse.web.testing.ClusterProcesses;
import dev.gatehouse.web.testing.ConnectionUrls;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.ReceivedMail;
import dev.gatehouse.web.testing.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole server whose mail server hangs, refuses, goes away and comes back; at last it is killed itself. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MailServerAwayIT {

    /** A call that waited for the mail server would take 10 s at least. */
    private static final Duration UNAFFECTED = Duration.ofSeconds(5);

    private static final Duration DELIVERY = Duration.ofSeconds(20);
    private static final String WAITING = "SELECT count(*) FROM auth.mail_outbox WHERE state = 'waiting'";

    private static final int PORT = GatehouseProcess.freePort();
    private static Path data;
    private static ScriptedSmtpServer mail;
    private static GatehouseProcess server;
    private static People people;
    private static Rows rows;

    @BeforeAll
    static void start() {
        data = GatehouseProcess.freshData("mail-server-away");
        mail = new ScriptedSmtpServer(ScriptedSmtpServer::friendly);
        rows = Rows.of(() -> ConnectionUrls.in(data).superuser());
        serve("mail-server-away");
        people.logIn(people.signedUp(), People.PASSWORD);
        awaitEmptyOutbox();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        ClusterProcesses.embeddedIn(data).kill();
        mail.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"greets after 30 s", "says a byte a second"})
    @Order(1)
    @Row("R-15")
    void keepsNobodyWaitingForASlowMailServerAndSendsLaterInOrder(String slowness) {
        CountDownLatch quick = new CountDownLatch(1);
        if (slowness.startsWith("greets")) {
            mail.follow(command -> greetedAfter(quick, command), Duration.ZERO);
        } else {
            mail.follow(ScriptedSmtpServer::friendly, Duration.ofSeconds(1));
        }
        List<String> addresses = new ArrayList<>();
        IntStream.range(0, 6).forEach(i -> {
            addresses.add(timely(people::signedUp));
            String last = addresses.get(i);
            timely(() -> server.api()
                    .post("/api/auth/verify-email/resend")
                    .json("email", last)
                    .send()
                    .hasStatus(202));
            timely(() -> people.logIn(last, "Wrong-Horse-42").hasStatus(401));
        });
        assertThat(rows.number(WAITING)).isEqualTo(12);

        mail.follow(ScriptedSmtpServer::friendly, Duration.ZERO);
        quick.countDown();
        awaitEmptyOutbox();

        assertThat(addresses).allSatisfy(address -> assertThat(idsAcceptedFor(address))
                .isEqualTo(rows.texts(
                        "SELECT id::text FROM auth.mail_outbox WHERE recipient = ? ORDER BY created_at", address)));
    }

    @Test
    @Order(2)
    @Row("R-18")
    void delaysNobodyForAnAddressThatIsRefused() {
        mail.follow(MailServerAwayIT::refusingSome, Duration.ZERO);
        String gone = signedUpAt("gone");
        String later = signedUpAt("later");
        List<String> others =
                IntStream.range(0, 6).mapToObj(i -> people.signedUp()).toList();

        Patience.until("mail to the others", DELIVERY, () -> others.stream()
                .allMatch(address -> acceptedFor(address).size() == 1));
        Patience.until(
                "the refused one is given up", DELIVERY, () -> state(gone).equals("abandoned: SMTP 550"));
        Patience.until("the other is to wait", DELIVERY, () -> state(later).equals("waiting: SMTP 451"));
        assertThat(acceptedFor(gone)).isEmpty();

        mail.follow(ScriptedSmtpServer::friendly, Duration.ZERO);
        awaitEmptyOutbox();
        assertThat(acceptedFor(later)).hasSize(1);
        assertThat(acceptedFor(gone)).isEmpty();
    }

    @Test
    @Order(3)
    @Row("R-16")
    void losesNothingWhileTheMailServerIsDown() {
        int port = mail.port();
        mail.close();
        List<String> addresses =
                IntStream.range(0, 4).mapToObj(i -> timely(people::signedUp)).toList();

        Patience.until("all have failed", DELIVERY, () -> rows.number(WAITING + " AND last_error IS NOT NULL") == 4);
        assertThat(rows.texts("SELECT DISTINCT last_error FROM auth.mail_outbox WHERE state = 'waiting'"))
                .containsExactly("no connection: ConnectException");
        assertThat(rows.number(WAITING + " AND next_attempt_at - clock_timestamp() BETWEEN '14 s' AND '36 s'"))
                .as("that wait about half a minute")
                .isEqualTo(4);
        assertThat(rows.number("SELECT count(DISTINCT next_attempt_at - created_at) FROM auth.mail_outbox"
                        + " WHERE state = 'waiting'"))
                .as("different pauses")
                .isEqualTo(4);

        mail = new ScriptedSmtpServer(port, ScriptedSmtpServer::friendly);
        awaitEmptyOutbox();

        assertThat(addresses)
                .allSatisfy(address -> assertThat(acceptedFor(address)).hasSize(1));
    }

    @Test
    @Order(4)
    @Row("R-17")
    void sendsAgainWhatItWasKilledOverAndNoMoreThanOnce() {
        long pid = server.pid();
        AtomicBoolean frozen = new AtomicBoolean();
        mail.follow(
                command -> {
                    if (command.equals(".") && !frozen.getAndSet(true)) {
                        freeze(pid);
                    }
                    return ScriptedSmtpServer.friendly(command);
                },
                Duration.ZERO);
        String address = people.signedUp();
        Patience.until(
                "the mail server's yes", DELIVERY, () -> acceptedFor(address).size() == 1);

        // However long the next start takes, the claim of the one that is stopped now outlasts it.
        rows.change("UPDATE auth.mail_outbox SET claimed_until = clock_timestamp() + interval '10 minutes'"
                + " WHERE state = 'waiting'");
        // The yes lies in the socket of a process that is stopped, and dies before it can be read.
        server.kill();
        serve("mail-server-away-again");
        assertThat(state(address)).startsWith("waiting");
        rows.change("UPDATE auth.mail_outbox SET claimed_until = clock_timestamp() WHERE state = 'waiting'");
        awaitEmptyOutbox();

        List<Accepted> sent = acceptedFor(address);
        assertThat(sent).hasSize(2);
        assertThat(sent.stream().map(Accepted::messageId).distinct()).hasSize(1);
        assertThat(sent.stream().map(MailServerAwayIT::token).distinct()).hasSize(1);
        server.api()
                .post("/api/auth/verify-email")
                .json("token", token(sent.get(1)), "password", People.PASSWORD)
                .send()
                .hasStatus(200);
    }

    private static void serve(String name) {
        var environment = GatehouseProcess.development(PORT, data);
        environment.put("SMTP_URL", mail.address().toString());
        server = GatehouseProcess.serving(name, PORT, environment);
        people = People.of(server.api());
    }

    private static <T> T timely(Supplier<T> call) {
        long start = System.nanoTime();
        T result = call.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(UNAFFECTED);
        return result;
    }

    /** Makes what waits due at once, as if its pause were over, and sees it leave. */
    private static void awaitEmptyOutbox() {
        rows.change("UPDATE auth.mail_outbox SET next_attempt_at = clock_timestamp() WHERE state = 'waiting'");
        Patience.until("an empty outbox", DELIVERY, () -> rows.number(WAITING) == 0);
    }

    private static String greetedAfter(CountDownLatch quick, String command) {
        try {
            boolean waited = command.equals("CONNECT") && quick.await(30, TimeUnit.SECONDS);
            return waited ? ScriptedSmtpServer.friendly("CONNECT") : ScriptedSmtpServer.friendly(command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static String refusingSome(String command) {
        if (command.startsWith("RCPT TO:<gone")) {
            return "550 5.1.1 no such user";
        }
        return command.startsWith("RCPT TO:<later") ? "451 4.7.1 later" : ScriptedSmtpServer.friendly(command);
    }

    private static String signedUpAt(String beginning) {
        String address = beginning + people.address();
        people.signUp(address, People.PASSWORD).hasStatus(202);
        return address;
    }

    private static String state(String address) {
        return rows.text(
                "SELECT state || ': ' || coalesce(last_error, '') FROM auth.mail_outbox WHERE recipient = ?", address);
    }

    private static List<Accepted> acceptedFor(String address) {
        return mail.accepted().stream()
                .filter(each -> each.recipient().equals(address))
                .toList();
    }

    private static List<String> idsAcceptedFor(String address) {
        return acceptedFor(address).stream()
                .map(each -> each.messageId().replaceAll("[<>]|@.*", ""))
                .toList();
    }

    private static String token(Accepted accepted) {
        return ReceivedMail.parsed(accepted.text()).token();
    }

    /** SIGSTOP. */
    private static void freeze(long pid) {
        try {
            new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
