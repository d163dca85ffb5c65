package dev.gatehouse.session.internal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.session.internal.ServerSecrets;
import dev.gatehouse.testing.ModuleDatabase;
import dev.gatehouse.testing.Row;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SigningKeysTest {

    private static ModuleDatabase database;

    private final Aead aead = ServerSecrets.aead();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    @BeforeAll
    static void migrate() {
        database = new ModuleDatabase("session", "session");
    }

    @BeforeEach
    void forgetKeys() {
        database.execute("DELETE FROM session.signing_key");
    }

    @Test
    void refusesToSignBeforeThereIsAKey() {
        assertThatThrownBy(node(aead)::current).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesToStartWithTheWrongEncryptionKeyAndSaysSo() {
        prepared();

        assertThatThrownBy(() -> prepare(node(ServerSecrets.aead()))).hasMessageContaining("ENCRYPTION_KEY");
        assertThat(count()).isEqualTo("1");
    }

    @Test
    @Row("CR-04")
    void refusesAPrivateKeyThatWasMovedToAnotherRow() {
        prepared();
        database.execute("UPDATE session.signing_key SET id = gen_random_uuid()");

        assertThatThrownBy(() -> prepare(node(aead))).hasMessageContaining("cannot be decrypted");
    }

    @Test
    @Row("CR-04")
    void storesThePrivateKeyEncrypted() {
        prepared();

        assertThat(database.query("SELECT public_jwk FROM session.signing_key")).doesNotContain("\"d\"");
        assertThat(database.query("SELECT encode(private_key, 'escape') FROM session.signing_key"))
                .doesNotContain("P-256")
                .doesNotContain("\"d\"");
    }

    @Test
    void makesOneFirstKeyHoweverManyNodesStartAtOnce() {
        List<CompletableFuture<String>> nodes = IntStream.range(0, 8)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> prepared().current().publicKey().getKeyID()))
                .toList();

        assertThat(nodes.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(count()).isEqualTo("1");
    }

    @Test
    void findsItsKeyAgainAfterARestart() {
        assertThat(prepared().publicKeySet()).isEqualTo(prepared().publicKeySet());
    }

    @Test
    void publishesPublicPartsOnly() throws ParseException {
        JWK key = JWKSet.parse(prepared().publicKeySet()).getKeys().get(0);

        assertThat(key.toJSONObject()).containsOnlyKeys("kty", "crv", "kid", "use", "alg", "x", "y");
        assertThat(key.toJSONObject())
                .containsEntry("kty", "EC")
                .containsEntry("crv", "P-256")
                .containsEntry("use", "sig")
                .containsEntry("alg", "ES256");
        assertThat(key.getKeyID()).isEqualTo(database.query("SELECT id FROM session.signing_key"));
    }

    @Test
    void publishesTheNextKeyBeforeItSigns() throws ParseException {
        String current = prepared().current().publicKey().getKeyID();
        String next = add(clock.instant().plus(Duration.ofMinutes(1)));
        StoredSigningKeys keys = prepared();

        assertThat(keys.current().publicKey().getKeyID()).isEqualTo(current);
        assertThat(published(keys)).containsExactly(current, next);
    }

    @Test
    void signsWithTheNextKeyOnceItsTimeHasComeAndPublishesThePreviousUntilItRetires() throws ParseException {
        String previous = prepared().current().publicKey().getKeyID();
        database.execute("UPDATE session.signing_key SET signs_from = signs_from - interval '1 h'");
        String current = add(clock.instant().minusSeconds(1));

        assertThat(prepared().current().publicKey().getKeyID()).isEqualTo(current);
        assertThat(published(prepared())).containsExactly(previous, current);

        database.execute(
                "UPDATE session.signing_key SET retired_at = now() - interval '1 s' WHERE id = '" + previous + "'");
        assertThat(published(prepared())).containsExactly(current);
    }

    private String add(Instant signsFrom) {
        ECKey pair = KeySafe.create(random);
        database.inTransaction(
                () -> database.entityManager().persist(new KeySafe(aead).lock(pair, clock.instant(), signsFrom)));
        return pair.getKeyID();
    }

    private StoredSigningKeys prepared() {
        return prepare(node(aead));
    }

    private StoredSigningKeys prepare(StoredSigningKeys keys) {
        database.inTransaction(keys::prepare);
        return keys;
    }

    private StoredSigningKeys node(Aead safe) {
        return new StoredSigningKeys(database.entityManager(), safe, random, clock);
    }

    private static List<String> published(StoredSigningKeys keys) throws ParseException {
        return JWKSet.parse(keys.publicKeySet()).getKeys().stream()
                .map(JWK::getKeyID)
                .toList();
    }

    private static String count() {
        return database.query("SELECT count(*) FROM session.signing_key");
    }
}
