package dev.gatehouse.auth.internal.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.auth.PasswordSettings;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2PasswordHasherTest {

    private static final String SALT_AND_TAG = "$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final PasswordHasher hasher = hasher(19_456, 2, 1);

    @ParameterizedTest
    @CsvSource({"19455,2,1", "19456,1,1", "7168,4,1", "1024,30,1", "19456,2,0", "131073,2,1", "19456,31,1"})
    void refusesToBeConfiguredTooWeakOrTooDear(int memory, int iterations, int parallelism) {
        assertThatThrownBy(() -> hasher(memory, iterations, parallelism))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(settings(memory, iterations, parallelism).fault().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=131073,t=2,p=1",
                "$argon2id$v=19$m=19456,t=31,p=1",
                "$argon2id$v=19$m=19456,t=2,p=200",
                "$argon2id$v=19$m=999999999,t=999999999,p=1",
                "$argon2i$v=19$m=19456,t=2,p=1",
                "$argon2id$v=16$m=19456,t=2,p=1",
                "",
            })
    void refusesToVerifyWhatIsTooDearOrUnknown(String parameters) {
        assertThat(hasher.canVerify(parameters + SALT_AND_TAG)).isFalse();
        assertThat(hasher.matches("any", parameters + SALT_AND_TAG)).isFalse();
    }

    @Test
    void refusesAPasswordThatDiffersAnywhere() {
        String stored = hasher.hash("Correct Horse 7 Battery");

        assertThat(hasher.matches("correct horse 7 battery", stored)).isFalse();
        assertThat(hasher.matches("Correct Horse 7 Battery ", stored)).isFalse();
        assertThat(hasher.matches(" Correct Horse 7 Battery", stored)).isFalse();
        assertThat(hasher.matches("Correct Horse 7 Batter", stored)).isFalse();
        assertThat(hasher.matches("Correct Horse 7 Battery", hasher.unmatchable()))
                .isFalse();
    }

    @Test
    void refusesALongPasswordThatDiffersInItsLastCharacter() {
        String stored = hasher.hash("x".repeat(127) + "a");

        assertThat(hasher.matches("x".repeat(127) + "b", stored)).isFalse();
        assertThat(hasher.matches("x".repeat(127) + "a", stored)).isTrue();
    }

    @Test
    void makesHashesAtTheFloorWithASaltOfTheirOwn() {
        String first = hasher.hash("Correct Horse 7 Battery");
        PhcString phc = PhcString.parse(first).orElseThrow();

        assertThat(first).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(phc.salt()).hasSize(16);
        assertThat(phc.tag()).hasSize(32);
        assertThat(hasher.hash("Correct Horse 7 Battery")).isNotEqualTo(first);
        assertThat(hasher.matches("Correct Horse 7 Battery", first)).isTrue();
    }

    @Test
    void wantsAHashMadeAnewUnderOtherParameters() {
        assertThat(hasher.needsRehash(hasher.hash("any"))).isFalse();
        assertThat(hasher.needsRehash(hasher.unmatchable())).isFalse();
        assertThat(hasher.needsRehash(hasher(7168, 5, 1).unmatchable())).isTrue();
        assertThat(hasher.needsRehash("$2a$10$other")).isTrue();
    }

    @Test
    void usesTheNativeLibraryAndAgreesWithTheCodeThatReplacesIt() {
        PasswordHasher inJava =
                new Argon2PasswordHasher(settings(19_456, 2, 1), new SecureRandom(), Argon2Function::javaCode);
        PasswordHasher inNativeCode =
                new Argon2PasswordHasher(settings(19_456, 2, 1), new SecureRandom(), Argon2Function::nativeCode);

        assertThat(inJava.matches("p\u00e4ssword", inNativeCode.hash("p\u00e4ssword")))
                .isTrue();
        assertThat(inNativeCode.matches("p\u00e4ssword", inJava.hash("p\u00e4ssword")))
                .isTrue();
    }

    private static PasswordHasher hasher(int memory, int iterations, int parallelism) {
        return new Argon2PasswordHasher(settings(memory, iterations, parallelism), new SecureRandom());
    }

    private static PasswordSettings settings(int memory, int iterations, int parallelism) {
        return new PasswordSettings(8, true, memory, iterations, parallelism);
    }
}
