package dev.gatehouse.auth.internal.mail;

import static dev.gatehouse.auth.internal.mail.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gatehouse.testing.ModuleDatabase;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailSenderTest {

    private static ModuleDatabase database;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private URI smtp;
    private MailFixture mail;

    @BeforeAll
    static void migrate() {
        database = new ModuleDatabase("auth", "auth");
    }

    @BeforeEach
    void start() {
        database.execute("TRUNCATE auth.mail_outbox");
        greenMail.start();
        smtp = URI.create("smtp://127.0.0.1:" + greenMail.getSmtp().getPort());
        mail = MailFixture.sending(database, smtp);
    }

    @AfterEach
    void stop() throws InterruptedException {
        workers.shutdown();
        assertThat(workers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        greenMail.stop();
    }

    @Test
    void abandonsARefusedMailAndDelaysNoOther() {
        try (var server = new ScriptedSmtpServer(command ->
                command.contains("<gone@") ? "550 5.1.1 no such user" : ScriptedSmtpServer.friendly(command))) {
            mail.sendLink("gone@example.org", "t");
            mail.sendLink("ada@example.org", "t");

            mail.sender(over(server.address()), workers).deliverDue();

            eventually("one is sent", () -> mail.count("sent") == 1);
            eventually("one is abandoned", () -> mail.count("abandoned") == 1);
            assertThat(database.query("SELECT last_error FROM auth.mail_outbox WHERE recipient LIKE 'gone%'"))
                    .isEqualTo("SMTP 550");
        }
    }

    @Test
    void sendsElsewhereWhileOneDomainHangs() {
        try (var silent = ScriptedSmtpServer.silent()) {
            IntStream.range(0, 10).forEach(i -> mail.sendLink("user" + i + "@slow.example", "t"));
            IntStream.range(0, 10).forEach(i -> mail.sendLink("user" + i + "@example.org", "t"));
            MailTransport slow = over(silent.address());
            MailTransport fast = over(smtp);

            mail.sender(m -> (m.recipient().endsWith("@slow.example") ? slow : fast).deliver(m), workers)
                    .deliverDue();

            eventually("all other mails are out", () -> greenMail.getReceivedMessages().length == 10);
            eventually("and noted", () -> mail.count("sent") == 10);
            assertThat(silent.connections()).isEqualTo(2);
            assertThat(mail.count("waiting")).isEqualTo(10);
            assertThat(inFlight()).isEqualTo(2);
        }
    }

    @Test
    void neverMakesTheCallerWait() {
        try (var silent = ScriptedSmtpServer.silent()) {
            mail.sendLink("ada@example.org", "t");
            MailSender sender = mail.sender(over(silent.address()), workers);

            sender.deliverDue();

            eventually("the server has its connection", () -> silent.connections() == 1);
            assertThat(inFlight())
                    .as("still in delivery after the call returned")
                    .isOne();
        }
    }

    @Test
    void deliversEverythingOnceWhenTheServerComesBack() {
        greenMail.stop();
        IntStream.range(0, 6).forEach(i -> mail.sendLink("user" + i + "@example.org", "t" + i));
        MailSender sender = mail.sender(over(smtp), workers);

        sender.deliverDue();
        eventually("all have failed once", () -> failures() == 6);
        assertThat(database.query("SELECT DISTINCT last_error FROM auth.mail_outbox"))
                .isEqualTo("no connection: ConnectException");
        assertThat(database.query("SELECT min(next_attempt_at) > now() + interval '20 seconds' FROM auth.mail_outbox"))
                .isEqualTo("t");

        greenMail = new GreenMail(new ServerSetup(smtp.getPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        greenMail.start();
        mail.makeEverythingDue();
        sender.deliverDue();

        eventually("all are sent", () -> mail.count("sent") == 6);
        assertThat(recipients()).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void sendsEachMailOnceThoughTwoSendersShareTheOutbox() {
        IntStream.range(0, 60).forEach(i -> mail.sendLink("user" + i + "@d" + i % 10 + ".example", "t"));
        MailSender one = mail.sender(over(smtp), workers);
        MailSender two = MailFixture.sending(database, smtp).sender(over(smtp), workers);

        workers.execute(one::deliverDue);
        workers.execute(two::deliverDue);

        eventually("all are sent", () -> mail.count("sent") == 60);
        assertThat(recipients()).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void sendsAgainUnderTheSameIdWhenTheNoteOfItWasLost() throws Exception {
        mail.sendLink("ada@example.org", "t");
        AtomicBoolean crash = new AtomicBoolean(true);
        var crashing = new TransactedOutbox(database, MailFixture.AEAD, mail.settings) {
            @Override
            public void sent(ClaimedMail claimed) {
                if (crash.getAndSet(false)) {
                    throw new IllegalStateException("killed");
                }
                super.sent(claimed);
            }
        };
        var sender = new MailSender(crashing, over(smtp), mail.settings, workers);

        sender.deliverDue();
        eventually("the crash", () -> !crash.get());
        sender.deliverDue();
        assertThat(mail.count("waiting")).isOne();
        assertThat(inFlight()).as("leased to the one that crashed").isOne();
        assertThat(greenMail.getReceivedMessages()).hasSize(1);

        database.execute("UPDATE auth.mail_outbox SET claimed_until = clock_timestamp()");
        sender.deliverDue();
        eventually("it is sent", () -> mail.count("sent") == 1);

        MimeMessage[] received = greenMail.getReceivedMessages();
        assertThat(received).hasSize(2);
        assertThat(received[0].getMessageID()).isEqualTo(received[1].getMessageID());
    }

    @Test
    void keepsTheOrderOfMailsToOnePerson() {
        IntStream.range(0, 5).forEach(i -> mail.sendLink("ada@example.org", "number" + i));
        List<String> texts = new CopyOnWriteArrayList<>();
        Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
        MailTransport watched = m -> {
            AtomicInteger now = open.computeIfAbsent(m.recipient(), r -> new AtomicInteger());
            assertThat(now.incrementAndGet()).isOne();
            texts.add(m.body().text().replaceAll("(?s).*token=(number\\d).*", "$1"));
            now.decrementAndGet();
        };

        mail.sender(watched, workers).deliverDue();

        eventually("all are sent", () -> mail.count("sent") == 5);
        assertThat(texts).containsExactly("number0", "number1", "number2", "number3", "number4");
    }

    @Test
    void holdsLaterMailsBackWhileAnEarlierOneWaits() {
        mail.sendLink("ada@example.org", "t0");
        MailSender failing = mail.sender(
                m -> {
                    throw new MailDeferred("later", null);
                },
                workers);
        failing.deliverDue();
        eventually("the first is postponed", () -> failures() == 1);
        mail.sendLink("ada@example.org", "t1");

        assertThat(mail.outbox.claim()).isEmpty();
    }

    @Test
    void returnsAMailThatNoWorkerTakesAnyMore() {
        mail.sendLink("ada@example.org", "t");
        workers.shutdown();

        mail.sender(over(smtp), workers).deliverDue();

        assertThat(inFlight()).isZero();
        assertThat(mail.outbox.claim()).isPresent();
    }

    @Test
    void dropsTheBodyOfASentMail() {
        mail.sendLink("ada@example.org", "t");

        mail.sender(over(smtp), workers).deliverDue();

        eventually("it is sent", () -> mail.count("sent") == 1);
        assertThat(database.query("SELECT body_encrypted FROM auth.mail_outbox"))
                .isNull();
    }

    @Test
    void givesUpAfterADay() {
        mail.sendLink("ada@example.org", "t");
        database.execute("UPDATE auth.mail_outbox SET created_at = created_at - interval '25 hours'");

        mail.sender(
                        m -> {
                            throw new MailUnavailable("no connection", null);
                        },
                        workers)
                .deliverDue();

        eventually("it is abandoned", () -> mail.count("abandoned") == 1);
    }

    @Test
    void passesOverAMailItCannotRead() {
        mail.sendLink("ada@example.org", "t");
        database.execute("UPDATE auth.mail_outbox SET body_encrypted = 'garbage'");
        mail.sendLink("bob@example.org", "t");

        mail.sender(over(smtp), workers).deliverDue();

        eventually("the other is sent", () -> mail.count("sent") == 1);
        eventually("this one is postponed", () -> failures() == 1);
    }

    @Test
    void ignoresASenderThatFailsAfterItsLeaseWentToAnother() {
        mail.sendLink("ada@example.org", "t");
        ClaimedMail late = mail.outbox.claim().orElseThrow();
        database.execute("UPDATE auth.mail_outbox SET claimed_until = clock_timestamp()");
        ClaimedMail current = mail.outbox.claim().orElseThrow();

        mail.outbox.abandon(late, "SMTP 550");
        mail.outbox.postpone(late, Duration.ZERO, "SMTP 450");

        assertThat(current.attempt()).isEqualTo(2);
        assertThat(inFlight()).isOne();
    }

    @Test
    void looksAgainForAMailThatCameWhileItWasLooking() {
        AtomicInteger looks = new AtomicInteger();
        MailSender[] sender = new MailSender[1];
        var outbox = new TransactedOutbox(database, MailFixture.AEAD, mail.settings) {
            @Override
            public Optional<ClaimedMail> claim() {
                if (looks.incrementAndGet() == 1) {
                    sender[0].deliverDue();
                }
                return super.claim();
            }
        };
        sender[0] = new MailSender(outbox, over(smtp), mail.settings, workers);

        sender[0].deliverDue();

        assertThat(looks).hasValue(2);
    }

    private static MailTransport over(URI server) {
        return new SmtpTransport(MailFixture.sendingTo(server), server);
    }

    private List<String> recipients() {
        return Arrays.stream(greenMail.getReceivedMessages())
                .map(message -> {
                    try {
                        return message.getAllRecipients()[0].toString();
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private int failures() {
        return Integer.parseInt(database.query(
                "SELECT count(*) FROM auth.mail_outbox WHERE state = 'waiting' AND last_error IS NOT NULL"));
    }

    private int inFlight() {
        return Integer.parseInt(database.query(
                "SELECT count(*) FROM auth.mail_outbox WHERE state = 'waiting' AND claimed_until > clock_timestamp()"));
    }
}
