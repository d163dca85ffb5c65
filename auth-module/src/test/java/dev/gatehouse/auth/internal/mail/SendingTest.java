package dev.gatehouse.auth.internal.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gatehouse.testing.ModuleDatabase;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A sender, its outbox and a real SMTP server, anew for each test. */
abstract class SendingTest {

    static ModuleDatabase database;
    final ExecutorService workers = Executors.newCachedThreadPool();
    GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    URI smtp;
    MailFixture mail;

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
        assertThat(workers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        greenMail.stop();
    }

    static MailTransport over(URI server) {
        return new SmtpTransport(MailFixture.sendingTo(server), server);
    }

    final List<String> recipients() {
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

    final int failures() {
        return Integer.parseInt(database.query(
                "SELECT count(*) FROM auth.mail_outbox WHERE state = 'waiting' AND last_error IS NOT NULL"));
    }

    final int inFlight() {
        return Integer.parseInt(database.query(
                "SELECT count(*) FROM auth.mail_outbox WHERE state = 'waiting' AND claimed_until > clock_timestamp()"));
    }
}
