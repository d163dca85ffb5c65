package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever holds one of these is let in by it alone, so nobody may be able to guess one. */
class BearerSecretsIT extends OverHttp {

    private static final int BYTES = 32;
    /** A random bit has one value in all of so many with a probability of two to the minus 35. */
    private static final int SAMPLES = 36;

    @Test
    @Row("TK-08")
    void drawsEveryBitOfTheSecretsOfBrowsers() {
        String address = people.verified();
        List<String> sessions = new ArrayList<>();
        List<String> csrf = new ArrayList<>();
        List<String> devices = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            Answer answer = api.post("/api/auth/login?mode=cookie")
                    .json("email", address, "password", People.PASSWORD)
                    .send()
                    .hasStatus(200);
            sessions.add(answer.cookie("gatehouse_session").orElseThrow());
            csrf.add(answer.cookie("gatehouse_csrf").orElseThrow());
            devices.add(answer.cookie("gatehouse_device").orElseThrow());
        }

        assertAllBitsDiffer(sessions);
        assertAllBitsDiffer(csrf);
        assertAllBitsDiffer(devices);
    }

    @Test
    @Row("TK-08")
    void drawsEveryBitOfRefreshTokens() {
        String address = people.verified();
        List<String> first = new ArrayList<>();
        List<String> successors = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            String token = people.signIn(address).refreshToken();
            first.add(token.split("\\.")[1]);
            successors.add(api.post("/api/auth/refresh")
                    .json("refreshToken", token)
                    .send()
                    .hasStatus(200)
                    .text("refreshToken")
                    .split("\\.")[1]);
        }

        assertAllBitsDiffer(first);
        assertAllBitsDiffer(successors);
    }

    @Test
    @Row("TK-08")
    void drawsEveryBitOfMailedLinks() {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            tokens.add(mailbox.newestTo(people.signedUp()).token());
        }

        assertAllBitsDiffer(tokens);
    }

    private static void assertAllBitsDiffer(List<String> secrets) {
        byte[] ones = new byte[BYTES];
        byte[] zeros = new byte[BYTES];
        for (String secret : secrets) {
            byte[] bytes = Base64.getUrlDecoder().decode(secret);
            assertThat(bytes).hasSize(BYTES);
            for (int i = 0; i < BYTES; i++) {
                ones[i] |= bytes[i];
                zeros[i] |= (byte) ~bytes[i];
            }
        }
        assertThat(ones).as("bits that were ever set").containsOnly(0xFF);
        assertThat(zeros).as("bits that were ever clear").containsOnly(0xFF);
        assertThat(secrets).doesNotHaveDuplicates();
    }
}
