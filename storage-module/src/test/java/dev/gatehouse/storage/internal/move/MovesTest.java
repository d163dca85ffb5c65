package dev.gatehouse.storage.internal.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.audit.internal.AuditFixtures;
import dev.gatehouse.storage.BackendMigrations.Migration;
import dev.gatehouse.storage.BackendMigrations.Outcome;
import dev.gatehouse.storage.NasSettings;
import dev.gatehouse.storage.StorageBackends.Condition;
import dev.gatehouse.storage.internal.Statements;
import dev.gatehouse.storage.internal.Transactions;
import dev.gatehouse.storage.internal.backend.Backends;
import dev.gatehouse.storage.internal.backend.Contents;
import dev.gatehouse.storage.internal.backend.LocalBackend;
import dev.gatehouse.storage.internal.backend.ObjectKey;
import dev.gatehouse.storage.internal.backend.nas.NasBackend;
import dev.gatehouse.storage.internal.upload.Sha256;
import dev.gatehouse.testing.ModuleDatabase;
import dev.gatehouse.testing.SambaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way between a NAS, which is the first of the backends, and the local disk. */
class MovesTest {

    private static final ModuleDatabase DATABASE = new ModuleDatabase("storage", "audit", "storage");
    private static final UUID ADMIN = UUID.randomUUID();

    @TempDir
    private Path folder;

    private final SambaProcess nas = SambaProcess.started("moves");
    private final NasBackend nasBackend = new NasBackend(new NasSettings(
            "127.0.0.1", nas.port(), SambaProcess.SHARE, SambaProcess.USER, SambaProcess.PASSWORD, "g"));
    private final Statements statements = new Statements(DATABASE.entityManager());
    private final AuditTrail trail = AuditFixtures.trail(DATABASE.entityManager());
    private final Transactions transactions = new Transactions() {
        @Override
        public <T> T required(Supplier<T> work) {
            return DATABASE.inTransaction(work);
        }
    };
    private Backends backends;
    private FileMove fileMove;
    private Homecoming homecoming;
    private StoredMigrations migrations;
    private Fallbacks fallbacks;

    @BeforeEach
    void begin() {
        DATABASE.execute("TRUNCATE storage.file, storage.backend_move, storage.deleted_object CASCADE");
        backends = new Backends(List.of(nasBackend, new LocalBackend(folder)), 0);
        fileMove = new FileMove(backends, statements, transactions);
        homecoming = new Homecoming(backends, fileMove, statements, transactions);
        migrations =
                new StoredMigrations(backends, fileMove, new MoveRows(statements), statements, transactions, trail);
        fallbacks = new Fallbacks(backends, statements, trail);
    }

    @AfterEach
    void stop() {
        nasBackend.close();
        nas.close();
    }

    @Test
    void movesNothingHomeWhileItsHomeIsAway() {
        UUID file = kept("local", Contents.bytes(1_000));
        nas.kill();
        assertThat(homecoming.bringHome()).isZero();
        assertThat(backendOf(file)).isEqualTo("local");
    }

    @Test
    void leavesADamagedFileWhereItIs() throws IOException {
        UUID file = kept("local", Contents.bytes(1_000));
        damage(file);
        assertThat(homecoming.bringHome()).isZero();
        assertThat(backendOf(file)).isEqualTo("local");
        assertThat(nasBackend.list()).isEmpty();
        assertThat(DATABASE.query("SELECT count(*) FROM storage.fallen_back WHERE tried_at IS NOT NULL"))
                .isEqualTo("1");
    }

    @Test
    void keepsNoCopyOfAFileThatSomebodyDeletedMeanwhile() {
        UUID file = kept("local", Contents.bytes(1_000));
        Placed placed = new Placed(
                file,
                "local",
                new ObjectKey(UUID.fromString(keyOf(file))),
                1_000,
                DATABASE.query("SELECT sha256 FROM storage.file WHERE id = '" + file + "'"));
        FileMove.Result result = fileMove.move(
                placed,
                backends.named("nas"),
                () -> DATABASE.execute("DELETE FROM storage.file WHERE id = '" + file + "'"),
                () -> {});
        assertThat(result).isEqualTo(FileMove.Result.GONE);
        assertThat(nasBackend.list()).isEmpty();
        assertThat(DATABASE.query("SELECT count(*) FROM storage.deleted_object"))
                .isEqualTo("0");
    }

    @Test
    void bringsFilesHomeWholeAndForgetsTheirOldPlaceLater() {
        byte[] bytes = Contents.bytes(3 << 20);
        UUID file = kept("local", bytes);
        UUID atHome = kept("nas", Contents.bytes(10));
        String old = keyOf(file);

        assertThat(homecoming.bringHome()).isEqualTo(1);

        assertThat(backendOf(file)).isEqualTo("nas");
        assertThat(backendOf(atHome)).isEqualTo("nas");
        assertThat(Contents.read(nasBackend, new ObjectKey(UUID.fromString(keyOf(file))), 0))
                .isEqualTo(bytes);
        assertThat(DATABASE.query("SELECT backend FROM storage.deleted_object WHERE object_key = '" + old
                        + "' AND deleted_at > now() + interval '5 minutes'"))
                .isEqualTo("local");
        assertThat(DATABASE.query("SELECT count(*) FROM storage.fallen_back")).isEqualTo("0");
        assertThat(homecoming.bringHome()).isZero();
    }

    @Test
    void tellsOfAFallbackOnceAndOfNoneWhereThereWasNone() {
        kept("nas", Contents.bytes(10));
        UUID file = kept("local", Contents.bytes(11));
        assertThat(DATABASE.query("SELECT string_agg(detail::text, ' ') FROM audit.event"
                        + " WHERE type = 'file.fallback_used' AND detail::text LIKE '%" + file + "%'"))
                .contains("\"backend\": \"local\"");
        assertThat(new KnownBackends(backends, homecoming, statements).states())
                .satisfiesExactly(
                        state -> assertThat(state.awaitingReturn()).isZero(),
                        state -> assertThat(state.awaitingReturn()).isOne());
    }

    @Test
    void refusesMigrationsThatMakeNoSense() {
        assertThat(request("s3", "local")).isEqualTo(new Outcome.UnknownBackend(false));
        assertThat(request("local", "s3")).isEqualTo(new Outcome.UnknownBackend(true));
        assertThat(request("local", "local")).isEqualTo(new Outcome.SameBackend());
        assertThat(request("nas", "local")).isInstanceOf(Outcome.Started.class);
        assertThat(request("local", "nas")).isEqualTo(new Outcome.AlreadyRunning());
    }

    @Test
    void migratesEveryFileOnceAndCountsThoseThatAreDamaged() throws IOException {
        List<UUID> files = IntStream.range(0, 12)
                .mapToObj(i -> kept("local", Contents.bytes(1_000 + i)))
                .toList();
        damage(files.get(5));
        Migration begun = ((Outcome.Started) request("local", "nas")).migration();
        assertThat(begun.total()).isEqualTo(12);

        assertThat(migrations.advance()).isEqualTo(11);
        assertThat(migrations.advance()).isZero();

        Migration ended = migrations.find(begun.id()).orElseThrow();
        assertThat(ended.done()).isEqualTo(11);
        assertThat(ended.failed()).isEqualTo(1);
        assertThat(ended.bytes())
                .isEqualTo(IntStream.range(0, 12).map(i -> 1_000 + i).sum() - 1_005);
        assertThat(ended.finishedAt()).isPresent();
        assertThat(nasBackend.list()).hasSize(11);
        assertThat(backendOf(files.get(5))).isEqualTo("local");
        assertThat(DATABASE.query("SELECT string_agg(reason, ' ' ORDER BY occurred_at) FROM audit.event"
                        + " WHERE type = 'admin.storage_migrated' AND detail::text LIKE '%" + begun.id() + "%'"))
                .isEqualTo("requested finished");
    }

    @Test
    void waitsWithAMigrationWhileABackendIsAwayAndLosesNothing() {
        UUID file = kept("local", Contents.bytes(1_000));
        Migration begun = ((Outcome.Started) request("local", "nas")).migration();
        nas.kill();
        assertThat(migrations.advance()).isZero();
        assertThat(backendOf(file)).isEqualTo("local");
        assertThat(migrations.find(begun.id()).orElseThrow().finishedAt()).isEmpty();
        nas.start();
        assertThat(migrations.advance()).isOne();
        assertThat(backendOf(file)).isEqualTo("nas");
    }

    @Test
    void showsABackendThatHoldsFilesAndIsNotConfigured() {
        kept("local", Contents.bytes(10));
        DATABASE.execute("UPDATE storage.file SET backend = 's3'");
        assertThat(new KnownBackends(backends, homecoming, statements).states())
                .filteredOn(state -> state.condition() == Condition.NOT_CONFIGURED)
                .singleElement()
                .satisfies(state -> assertThat(state.name()).isEqualTo("s3"));
    }

    private Outcome request(String from, String to) {
        return migrations.request(from, to, ADMIN, Origin.none());
    }

    private UUID kept(String backend, byte[] bytes) {
        UUID id = UUID.randomUUID();
        ObjectKey key = ObjectKey.draw();
        backends.named(backend).put(key, Contents.of(bytes));
        try {
            DATABASE.execute(("INSERT INTO storage.file (id, account_id, name, content_type, size, sha256, backend,"
                            + " object_key) VALUES ('%s', '%s', 'a', 'text/plain', %d, '%s', '%s', '%s')")
                    .formatted(id, ADMIN, bytes.length, Sha256.of(Contents.of(bytes)), backend, key.id()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        DATABASE.inTransaction(() -> fallbacks.note(id, ADMIN, backend, Origin.none()));
        return id;
    }

    private void damage(UUID file) throws IOException {
        Path object = folder.resolve(new ObjectKey(UUID.fromString(keyOf(file))).path());
        byte[] bytes = Files.readAllBytes(object);
        bytes[bytes.length / 2] ^= 1;
        Files.write(object, bytes);
    }

    private static String backendOf(UUID file) {
        return DATABASE.query("SELECT backend FROM storage.file WHERE id = '" + file + "'");
    }

    private static String keyOf(UUID file) {
        return DATABASE.query("SELECT object_key FROM storage.file WHERE id = '" + file + "'");
    }
}
