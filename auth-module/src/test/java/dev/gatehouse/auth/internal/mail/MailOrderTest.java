package dev.gatehouse.auth.internal.mail;

import static dev.gatehouse.auth.internal.mail.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which mail leaves when, and how often. */
class MailOrderTest extends SendingTest {

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
    @Row("R-17")
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
    @Row("R-15")
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
    @Row("R-15")
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
}
