package dev.gatehouse.auth.internal.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.PasswordSettings;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyHashTest {

    private static final String PASSWORD = "Correct Horse 7 Battery";

    private final PasswordHasher hasher = new AnyPasswordHasher(
            new Argon2PasswordHasher(new PasswordSettings(8, true, 7168, 5, 1), new SecureRandom()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pbkdf2_sha256$2000001$Zq3aB8sN1xKp$eb+usCHcmTFeAv4+H/ZwP8qCxSti7nnb3cPWA3TaSVg=",
                "pbkdf2_sha256$999999999$Zq3aB8sN1xKp$eb+usCHcmTFeAv4+H/ZwP8qCxSti7nnb3cPWA3TaSVg=",
                "$2b$15$abcdefghijklmnopqrstuu1GRbreaNZzmd/OTA8nSY9iSlZI2/EHi",
                "$2b$31$abcdefghijklmnopqrstuu1GRbreaNZzmd/OTA8nSY9iSlZI2/EHi",
                "$argon2id$v=19$m=131073,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            })
    void refusesToCheckWhatIsTooDear(String stored) {
        assertThat(hasher.recognises(stored)).isTrue();
        assertThat(hasher.canVerify(stored)).isFalse();
        assertThat(hasher.matches(PASSWORD, stored)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5f4dcc3b5aa765d61d8327deb882cf99",
                "pbkdf2_sha256$0$Zq3aB8sN1xKp$eb+usCHcmTFeAv4+H/ZwP8qCxSti7nnb3cPWA3TaSVg=",
                "pbkdf2_sha256$1000$$eb+usCHcmTFeAv4+H/ZwP8qCxSti7nnb3cPWA3TaSVg=",
                "pbkdf2_sha256$1000$Zq3aB8sN1xKp$",
                "pbkdf2_sha256$1000$Zq3aB8sN1xKp$eb+usCHcmTFeAv4+H/ZwPw==",
                "pbkdf2_sha1$1000$Zq3aB8sN1xKp$eb+usCHcmTFeAv4+H/ZwP8qCxSti7nnb3cPWA3TaSVg=",
                "$2b$05$abcdefghijklmnopqrstuu1GRbreaNZzmd/OTA8nSY9iSlZI2/EH",
                "$2x$05$abcdefghijklmnopqrstuu1GRbreaNZzmd/OTA8nSY9iSlZI2/EHi",
            })
    void refusesWhatIsNoHashItKnows(String stored) {
        assertThat(hasher.recognises(stored)).isFalse();
        assertThat(hasher.canVerify(stored)).isFalse();
        assertThat(hasher.matches(PASSWORD, stored)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // made by Python: hashlib.pbkdf2_hmac, and crypt(3)
                "pbkdf2_sha256$1000$Zq3aB8sN1xKp$eb+usCHcmTFeAv4+H/ZwP8qCxSti7nnb3cPWA3TaSVg=",
                "$2b$05$abcdefghijklmnopqrstuu1GRbreaNZzmd/OTA8nSY9iSlZI2/EHi",
                "$2y$05$abcdefghijklmnopqrstuu1GRbreaNZzmd/OTA8nSY9iSlZI2/EHi",
            })
    void checksWhatOthersMade(String stored) {
        assertThat(hasher.matches("correct horse 7 battery", stored)).isFalse();
        assertThat(hasher.matches(PASSWORD + " ", stored)).isFalse();
        assertThat(hasher.matches(PASSWORD, stored)).isTrue();
        assertThat(hasher.needsRehash(stored)).isTrue();
    }

    @Test
    void readsPasswordsAsUtf8() {
        assertThat(hasher.matches(
                        "Correct H\u00f6rse 7 Battery",
                        "pbkdf2_sha256$1000$Zq3aB8sN1xKp$+tZzWdt0kmgcdSAivVGAz/4Z1rgsawFo8e5sVUupL5w="))
                .isTrue();
    }
}
