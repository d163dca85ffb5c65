package dev.gatehouse.auth.internal.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.auth.Outbox.KeptMail;
import dev.gatehouse.testing.ModuleDatabase;
import dev.gatehouse.testing.Row;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static ModuleDatabase database;
    private final MailFixture keeping = MailFixture.keeping(database);
    private final MailFixture sending = MailFixture.sending(database, URI.create("smtp://localhost"));

    @BeforeAll
    static void migrate() {
        database = new ModuleDatabase("auth", "auth");
    }

    @BeforeEach
    void empty() {
        database.execute("TRUNCATE auth.mail_outbox");
    }

    @Test
    void refusesAnAddressThatWouldStartAnotherHeader() {
        assertThatThrownBy(() -> keeping.sendLink("ada@example.org\r\nBcc: eve@example.org", "t"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("eve");
        assertThat(keeping.count("kept")).isZero();
    }

    @Test
    void refusesTheSixthMailOfAKindToOneAddressWithinTheHour() {
        for (int i = 0; i < 5; i++) {
            assertThat(keeping.sendLink("ada@example.org", "t" + i)).isTrue();
        }
        assertThat(keeping.sendLink("ada@example.org", "t5")).isFalse();
        assertThat(keeping.count("kept")).isEqualTo(5);
        assertThat(keeping.sendLink("bob@example.org", "t")).isTrue();
        assertThat(known(keeping, "ada@example.org")).isTrue();
    }

    @Test
    void allowsTheNextMailWhenTheHourIsOver() {
        IntStream.range(0, 5).forEach(i -> keeping.sendLink("ada@example.org", "t" + i));
        database.execute("UPDATE auth.mail_outbox SET created_at = created_at - interval '61 minutes'");

        assertThat(keeping.sendLink("ada@example.org", "late")).isTrue();
    }

    @Test
    void holdsTheLimitAgainstManyAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Boolean>> calls = IntStream.range(0, 20)
                    .<Callable<Boolean>>mapToObj(i -> () -> keeping.sendLink("ada@example.org", "t" + i))
                    .toList();
            int sent = 0;
            for (var call : threads.invokeAll(calls)) {
                sent += call.get() ? 1 : 0;
            }
            assertThat(sent).isEqualTo(5);
            assertThat(keeping.count("kept")).isEqualTo(5);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void forgetsTheMailOfATransactionThatFails() {
        assertThatThrownBy(() -> database.inTransaction(() -> {
                    sending.sendLink("ada@example.org", "t");
                    throw new IllegalStateException("the sign-up failed");
                }))
                .hasMessage("the sign-up failed");

        assertThat(sending.count("waiting")).isZero();
    }

    @Test
    @Row("CR-04")
    void storesNoTokenInReadableForm() {
        sending.sendLink("ada@example.org", "very-secret-token");

        String row = database.query("SELECT CAST(m AS text) FROM auth.mail_outbox m");
        String body = database.query("SELECT encode(body_encrypted, 'hex') FROM auth.mail_outbox");
        assertThat(row).doesNotContain("very-secret-token");
        assertThat(new String(HexFormat.of().parseHex(body), ISO_8859_1))
                .isNotEmpty()
                .doesNotContain("very-secret-token", "verify");
    }

    @Test
    @Row("CR-04")
    void bindsABodyToItsRow() {
        keeping.sendLink("ada@example.org", "hers");
        keeping.sendLink("eve@example.org", "his");
        database.execute(
                """
                UPDATE auth.mail_outbox SET body_encrypted =
                  (SELECT body_encrypted FROM auth.mail_outbox WHERE recipient = 'ada@example.org')
                """);

        assertThatThrownBy(() -> keeping.to("eve@example.org")).hasMessageContaining("cannot be decrypted");
    }

    @Test
    void showsKeptMailsNewestFirst() {
        keeping.sendLink("ada@example.org", "first");
        keeping.sendLink("bob@example.org", "second");
        keeping.sendLink("ada@example.org", "third");

        assertThat(keeping.outbox().kept(Optional.empty(), 2))
                .extracting(KeptMail::to)
                .containsExactly("ada@example.org", "bob@example.org");
        assertThat(keeping.to("ada@example.org"))
                .extracting(KeptMail::text)
                .satisfiesExactly(third -> assertThat(third).contains("token=third"), first -> assertThat(first)
                        .contains("token=first"));
    }

    @Test
    void showsNothingWhereMailsLeave() {
        sending.sendLink("ada@example.org", "t");

        assertThat(sending.outbox().kept(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void forgetsKeptMailsAndNoneThatWait() {
        keeping.sendLink("ada@example.org", "t");
        sending.sendLink("bob@example.org", "t");

        keeping.outbox().clear();

        assertThat(keeping.count("kept")).isZero();
        assertThat(keeping.count("waiting")).isOne();
    }

    private static boolean known(MailFixture fixture, String address) {
        return database.inTransaction(() ->
                fixture.mails().send(MailKind.ADDRESS_ALREADY_KNOWN, Reader.at(address, Locale.GERMAN), Map.of()));
    }
}
