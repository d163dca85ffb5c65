package dev.gatehouse.auth.internal.mail;

import static dev.gatehouse.auth.internal.mail.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gatehouse.testing.Row;
import dev.gatehouse.testing.ScriptedSmtpServer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailSenderTest extends SendingTest {

    @Test
    @Row("R-18")
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
    @Row("R-15")
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
    @Row("R-15")
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
    @Row("R-16")
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
    void dropsTheBodyOfASentMail() {
        mail.sendLink("ada@example.org", "t");

        mail.sender(over(smtp), workers).deliverDue();

        eventually("it is sent", () -> mail.count("sent") == 1);
        assertThat(database.query("SELECT body_encrypted FROM auth.mail_outbox"))
                .isNull();
    }

    @Test
    @Row("R-16")
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
    @Row("R-18")
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
}
