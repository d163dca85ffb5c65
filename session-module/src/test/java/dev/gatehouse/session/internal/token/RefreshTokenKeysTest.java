package dev.gatehouse.session.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.internal.ServerSecrets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenKeysTest {

    private static final String SECRET = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE";
    private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private final RefreshTokenKeys keys = keys("primary");

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "..", "a.b.c", ID, ID + "." + SECRET, ID + "." + SECRET + ".", "\u0000", "\ud800"})
    void refusesWhatDoesNotLookLikeAToken(String text) {
        assertThat(keys.recognise(text)).isEmpty();
    }

    @Test
    void refusesAHugeToken() {
        assertThat(keys.recognise((ID + "." + SECRET + ".").repeat(100_000))).isEmpty();
    }

    @Test
    void refusesAnInventedToken() {
        assertThat(keys.recognise(ID + "." + SECRET + "." + SECRET)).isEmpty();
    }

    @Test
    void refusesATokenWithAnyCharacterChanged() {
        String token = keys.first(UUID.fromString(ID)).text();
        for (int at = 0; at < token.length(); at++) {
            char other = token.charAt(at) == 'A' ? 'E' : 'A';
            assertThat(keys.recognise(token.substring(0, at) + other + token.substring(at + 1)))
                    .as("character %d", at)
                    .isEmpty();
        }
    }

    @Test
    void refusesEveryOtherSpelling() {
        String token = keys.first(UUID.fromString(ID)).text();
        char last = token.charAt(token.length() - 1);

        assertThat(keys.recognise(token.substring(0, token.length() - 1) + (char) (last + 1)))
                .isEmpty();
        assertThat(keys.recognise(token.toUpperCase(Locale.ROOT))).isEmpty();
        assertThat(keys.recognise(token + "=")).isEmpty();
        assertThat(keys.recognise(token + "\n")).isEmpty();
        assertThat(keys.recognise(" " + token.substring(1))).isEmpty();
        assertThat(keys.recognise(token.replaceFirst("[0-9a-f]", "\uff10"))).isEmpty();
    }

    @Test
    void refusesATokenOfAnotherServer() {
        assertThat(keys.recognise(keys("other").first(UUID.randomUUID()).text()))
                .isEmpty();
    }

    @Test
    void refusesATokenWhoseKeyIsNoLongerKnown() {
        RefreshToken token = keys("old").first(UUID.randomUUID());

        assertThat(keys("new", "old").recognise(token.text())).contains(token);
        assertThat(keys("new").recognise(token.text())).isEmpty();
        assertThat(keys("new").again(token, "old".hashCode(), new byte[32])).isEmpty();
    }

    @Test
    void derivesTheSameSuccessorFromTheSameSaltOnly() {
        RefreshToken token = keys.first(UUID.randomUUID());
        Rotation rotation = keys.rotate(token);

        assertThat(keys("next", "primary").again(token, rotation.keyId(), rotation.salt()))
                .contains(rotation.successor());
        assertThat(keys.rotate(token).successor()).isNotEqualTo(rotation.successor());
        assertThat(keys.recognise(rotation.successor().text())).contains(rotation.successor());
    }

    @Test
    void keepsItsSecretsOutOfText() {
        RefreshToken token = keys.first(UUID.randomUUID());

        assertThat(token.toString()).doesNotContain(token.secret()).doesNotContain(token.mac());
        assertThat(keys.rotate(token).toString())
                .contains(token.sessionId().toString())
                .hasSizeLessThan(50);
    }

    private static RefreshTokenKeys keys(String... secrets) {
        try {
            return new RefreshTokenKeys(ServerSecrets.named(secrets), new SecureRandom());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
