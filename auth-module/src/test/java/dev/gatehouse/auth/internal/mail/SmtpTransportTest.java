package dev.gatehouse.auth.internal.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gatehouse.testing.Row;
import dev.gatehouse.testing.ScriptedSmtpServer;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpTransportTest {

    private final GreenMail greenMail = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
    });

    @BeforeEach
    void start() {
        greenMail.start();
    }

    @AfterEach
    void stop() {
        greenMail.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RCPT", "DATA", "."})
    @Row("R-16")
    void refusesForGoodWhatTheServerRefusesForGood(String command) {
        try (var server = ScriptedSmtpServer.answering(command, "554 5.7.1 https://id.example.org/verify?token=abc")) {
            assertThatThrownBy(() -> deliver(server.address(), mail("ada@example.org")))
                    .isInstanceOf(MailRefused.class)
                    .hasMessage("SMTP 554");
        }
    }

    @Test
    @Row("R-18")
    void defersWhatTheServerDoesNotWantNow() {
        try (var server = ScriptedSmtpServer.answering("RCPT", "450 4.2.0 greylisted")) {
            assertThatThrownBy(() -> deliver(server.address(), mail("ada@example.org")))
                    .isInstanceOf(MailDeferred.class)
                    .hasMessage("SMTP 450");
        }
    }

    @Test
    void blamesNoRecipientForARefusedSender() {
        try (var server = ScriptedSmtpServer.answering("MAIL", "550 5.7.1 not your address")) {
            assertThatThrownBy(() -> deliver(server.address(), mail("ada@example.org")))
                    .isInstanceOf(MailUnavailable.class)
                    .hasMessage("sender: SMTP 550");
        }
    }

    @ParameterizedTest
    @Row("IN-02")
    @ValueSource(
            strings = {"not an address", "ada@example.org, eve@example.org", "Ada <ada@example.org>", "a\r\nb@c.d"})
    void refusesWhatIsNotOneAddress(String recipient) {
        assertThatThrownBy(() -> deliver(plain(), mail(recipient))).isInstanceOf(MailRefused.class);
        assertThat(greenMail.getReceivedMessages()).isEmpty();
    }

    @Test
    void refusesToGoOnWithoutTheTlsItWasToldToUse() {
        assertThatThrownBy(() -> deliver(URI.create(plain() + "?starttls=required"), mail("ada@example.org")))
                .isInstanceOf(MailUnavailable.class);
        assertThat(greenMail.getReceivedMessages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?starttls=required", "?starttls=sometimes", "?nostarttls=off"})
    void refusesToSendInPlainTextOverANetwork(String query) {
        assertThatThrownBy(() -> deliver(URI.create(overTheNetwork() + query), mail("ada@example.org")))
                .isInstanceOf(MailUnavailable.class);
        assertThat(greenMail.getReceivedMessages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?starttls=optional", "?starttls=off", "?x=y&starttls=off"})
    void sendsInPlainTextOverANetworkWhereItIsToldTo(String query) throws Exception {
        deliver(URI.create(overTheNetwork() + query), mail("ada@example.org"));

        assertThat(greenMail.getReceivedMessages()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "smtp://localhost, false",
        "smtp://LocalHost:25, false",
        "smtp://127.0.0.1, false",
        "smtp://127.255.0.7, false",
        "smtp://[::1]:25, false",
        "smtp://mail.example.org, true",
        "smtp://localhost.example.org, true",
        "smtp://127.0.0.1.example.org, true",
        "smtp://[::2], true",
        "smtp://128.0.0.1, true"
    })
    void insistsOnTlsUnlessTheServerIsThisMachine(URI server, boolean required) {
        Session session = SmtpServer.at(server, MailFixture.PUBLIC_URL).session(mail("ada@example.org"));

        assertThat(session.getProperty("mail.smtp.starttls.enable")).isEqualTo("true");
        assertThat(session.getProperty("mail.smtp.starttls.required")).isEqualTo(String.valueOf(required));
    }

    @Test
    void refusesAServerThatCannotProveItsName() {
        URI unproven = URI.create("smtps://127.0.0.1:" + greenMail.getSmtps().getPort());

        assertThatThrownBy(() -> deliver(unproven, mail("ada@example.org")))
                .isInstanceOf(MailUnavailable.class)
                .hasRootCauseInstanceOf(GeneralSecurityException.class);
        assertThat(greenMail.getReceivedMessages()).isEmpty();
    }

    @Test
    void isUnavailableWhereNobodyListens() {
        URI nobody = plain();
        greenMail.stop();

        assertThatThrownBy(() -> deliver(nobody, mail("ada@example.org")))
                .isInstanceOf(MailUnavailable.class)
                .hasMessage("no connection: ConnectException");
    }

    @Test
    @Row("R-15")
    void endsAConversationThatOnlyDrips() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var reader = new DeadlineSockets(Duration.ofMillis(300)).createSocket()) {
            reader.connect(server.getLocalSocketAddress());
            Socket peer = server.accept();
            Thread drip = new Thread(() -> drip(peer));
            drip.start();

            assertThatThrownBy(() -> reader.getInputStream().readAllBytes()).isInstanceOf(SocketTimeoutException.class);

            peer.close();
            drip.join();
        }
    }

    @Test
    void sendsTextAndHtmlInTheReadersLanguage() throws Exception {
        OutgoingMail mail = mail("ada@example.org");

        deliver(plain(), mail);

        MimeMessage message = greenMail.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("Bestätigen Sie Ihre E-Mail-Adresse");
        assertThat(message.getHeader("Subject", null)).startsWith("=?UTF-8?");
        assertThat(message.getFrom()[0]).hasToString("Gatehouse <no-reply@example.org>");
        assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly("ada@example.org");
        assertThat(message.getMessageID()).isEqualTo("<" + mail.id() + "@example.org>");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getContentLanguage()).containsExactly("de");
        assertThat(message.getSentDate()).isNotNull();
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        var parts = (MimeMultipart) message.getContent();
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(unix(parts.getBodyPart(0).getContent()))
                .isEqualTo(mail.body().text());
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(unix(parts.getBodyPart(1).getContent()).strip())
                .isEqualTo(mail.body().html().strip());
    }

    @Test
    void signsInWithTheNameAndPasswordOfTheUrl() throws Exception {
        greenMail.setUser("post@example.org", "post@example.org", "p:a/ss+w%");
        greenMail.getUserManager().setAuthRequired(true);
        String login = URLEncoder.encode("post@example.org", UTF_8) + ":" + URLEncoder.encode("p:a/ss+w%", UTF_8);

        deliver(URI.create(plain().toString().replace("//", "//" + login + "@")), mail("ada@example.org"));

        assertThat(greenMail.getReceivedMessages()).hasSize(1);
    }

    @Test
    void isUnavailableWhereThePasswordIsWrong() {
        try (var server = new ScriptedSmtpServer(command -> switch (command.split(" ")[0]) {
            case "EHLO" -> "250-hello\r\n250 AUTH PLAIN";
            case "AUTH" -> "535 5.7.8 no";
            default -> ScriptedSmtpServer.friendly(command);
        })) {
            URI address = URI.create(server.address().toString().replace("//", "//post:secret@"));
            assertThatThrownBy(() -> deliver(address, mail("ada@example.org")))
                    .isInstanceOf(MailUnavailable.class)
                    .hasMessage("sign-in refused");
        }
    }

    /** U+560A and U+560D end in the bytes of a line feed and a carriage return (CVE-2025-7962). */
    @Test
    void sendsNoCommandOfItsRecipientsMaking() throws Exception {
        try (var server = ScriptedSmtpServer.answering("nothing", null)) {
            String recipient = "ada\u560d\u560aDATA@example.org";
            try {
                deliver(server.address(), mail(recipient));
            } catch (MailRefused refused) {
                assertThat(server.commands()).isEmpty();
            }
            assertThat(server.commands())
                    .filteredOn(command -> command.startsWith("RCPT"))
                    .allMatch(command -> command.equals("RCPT TO:<" + recipient + ">"));
            assertThat(server.commands())
                    .filteredOn(command -> command.startsWith("DATA@"))
                    .isEmpty();
        }
    }

    private URI plain() {
        return URI.create("smtp://127.0.0.1:" + greenMail.getSmtp().getPort());
    }

    /** An address that leads to this machine and does not look like it. */
    private URI overTheNetwork() {
        return URI.create("smtp://0.0.0.0:" + greenMail.getSmtp().getPort());
    }

    private static void deliver(URI server, OutgoingMail mail) throws MailRefused, MailDeferred, MailUnavailable {
        new SmtpTransport(MailFixture.sendingTo(server), server).deliver(mail);
    }

    private static OutgoingMail mail(String recipient) {
        return new MailWording(MailFixture.PUBLIC_URL)
                .of(
                        MailKind.VERIFY_EMAIL,
                        UUID.randomUUID(),
                        Reader.at(recipient, Locale.GERMAN),
                        Map.of("token", "abc"));
    }

    private static String unix(Object content) {
        return content.toString().replace("\r\n", "\n");
    }

    /** Never lets a read wait, never comes to an end. */
    private static void drip(Socket peer) {
        try {
            while (true) {
                peer.getOutputStream().write('.');
                LockSupport.parkNanos(20_000_000);
            }
        } catch (IOException closed) {
            return;
        }
    }
}
