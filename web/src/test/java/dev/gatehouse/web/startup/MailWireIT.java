package dev.gatehouse.web.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.InProduction;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail server gets to see of addresses and names that try to be more than that. */
class MailWireIT extends InProduction {

    private static final List<String> HEADERS = List.of(
            "Return-Path",
            "Received",
            "Date",
            "From",
            "To",
            "Message-ID",
            "Subject",
            "MIME-Version",
            "Content-Type",
            "Content-Language",
            "Auto-Submitted");

    @ParameterizedTest
    @Row("IN-02")
    @ValueSource(
            strings = {
                "%s@example.net\r\nBcc: eve@example.net",
                "%s@example.net\nRCPT TO:<eve@example.net>",
                "%s@example.net\rDATA",
                "%s@example.net\u2028Bcc: eve@example.net",
                "%s@example.net\u2029x",
                "%s@example.net\u0085x",
                "%s\u560d\u560a@example.net",
                "%s@example.net\u0000",
                "%s@example.net> SIZE=1",
                "%s@example.net,eve@example.net",
                "%s@example.net;eve@example.net",
                "<%s@example.net>",
                "Eve <%s@example.net>",
                "\"%s\r\nBcc: x\"@example.net",
                "\"%s\"@example.net",
                "%s@[127.0.0.1]",
                "@relay.example:%s@example.net",
                "%s%%eve.example@example.net@x",
                "%s@example.net\u000b\u000cx",
                "%s(\r\n comment)@example.net"
            })
    void refusesAnAddressThatIsMoreThanOne(String pattern) {
        String mark = "w" + UUID.randomUUID().toString().replace("-", "");
        long mails = rows.number("SELECT count(*) FROM auth.mail_outbox");

        for (String path : List.of("/api/auth/signup", "/api/auth/verify-email/resend")) {
            int status = call("POST", path)
                    .json(
                            "email",
                            pattern.formatted(mark),
                            "password",
                            "Correct-Horse-42",
                            "firstName",
                            "Ada",
                            "acceptTerms",
                            true)
                    .send()
                    .status();
            assertThat(status).isIn(path.endsWith("signup") ? List.of(400) : List.of(202, 400));
        }

        assertThat(rows.number("SELECT count(*) FROM auth.mail_outbox")).isEqualTo(mails);
    }

    @Test
    @Row("IN-02")
    void putsOneAddressIntoOneCommandAndOneHeader() throws Exception {
        String mark = UUID.randomUUID().toString().replace("-", "");

        for (String local :
                List.of("=?utf-8?q?=0abcc=3a?=", "o'brien", "a{b}|c", "`id`", "a/./b", "x%0d%0ay", "#$!*&^~")) {
            String address = local + mark + "@example.net";
            signUp(address, "Ada").hasStatus(202);
            received(address);

            assertThat(to(address)).hasSize(1).allSatisfy(message -> {
                assertThat(message.getHeader("To")).containsExactly(address);
                assertThat(names(message)).isSubsetOf(HEADERS).doesNotHaveDuplicates();
            });
        }
    }

    @ParameterizedTest
    @Row("IN-02")
    @ValueSource(
            strings = {
                "Ada\r\nBcc: eve@example.net",
                "Ada\n.\nQUIT",
                "a\rb",
                "a\u2028b",
                "a\u2029b",
                "a\u0085b",
                "a\u0000b"
            })
    void refusesANameThatIsMoreThanALine(String name) {
        String address = "n" + UUID.randomUUID() + "@example.net";

        signUp(address, name).isProblem(400, "validation_failed").names("firstName");
        call("POST", "/api/auth/signup")
                .json(
                        "email",
                        address,
                        "password",
                        "Correct-Horse-42",
                        "firstName",
                        "Ada",
                        "lastName",
                        name,
                        "acceptTerms",
                        true)
                .send()
                .isProblem(400, "validation_failed")
                .names("lastName");
    }

    private static dev.gatehouse.web.testing.Answer signUp(String address, String name) {
        return call("POST", "/api/auth/signup")
                .json("email", address, "password", "Correct-Horse-42", "firstName", name, "acceptTerms", true)
                .send();
    }

    private static List<MimeMessage> to(String address) {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(message -> lines(message).stream().anyMatch(line -> line.contains(address)))
                .toList();
    }

    private static List<String> names(MimeMessage message) {
        return lines(message).stream().map(line -> line.split(":", 2)[0]).toList();
    }

    private static List<String> lines(MimeMessage message) {
        try {
            return Collections.list(message.getAllHeaderLines());
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
