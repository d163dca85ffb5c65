package dev.gatehouse.web.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.ClusterProcesses;
import dev.gatehouse.web.testing.ConnectionUrls;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.Rows;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A server that is killed again and again, at random moments: while it starts, from the very first start on an empty
 * folder, and under load; the JVM alone, as the kernel does it when memory runs out, or everything at once, as a power
 * failure does; and below it PostgreSQL, one of its processes or its postmaster. {@code make chaos} does it longer.
 */
@Tag("alone")
class ChaosIT {

    private static final int KILLS = Integer.getInteger("gatehouse.chaos.kills", 20);
    private static final long SEED = Long.getLong("gatehouse.chaos.seed", new Random().nextLong());

    /** What is promised; a machine that is busy with other things may be told otherwise. */
    private static final Duration READY = Duration.ofSeconds(Integer.getInteger("gatehouse.chaos.ready", 20));

    private static final Duration READY_AFTER_THE_DATABASE = Duration.ofSeconds(10);
    private static final int ENOUGH = 20;
    private static final Duration DATABASE_BACK = Duration.ofSeconds(20);

    private final Random random = new Random(SEED);
    private final int port = GatehouseProcess.freePort();
    private final Path data = GatehouseProcess.freshData("chaos");
    private final ClusterProcesses postgres = ClusterProcesses.embeddedIn(data);
    private final Rows rows = Rows.of(() -> ConnectionUrls.in(data).superuser());
    private final Ledger ledger = new Ledger();
    private GatehouseProcess server;
    private List<Person> fresh = List.of();
    private Duration lastStart = Duration.ofSeconds(10);
    private Duration slowestStart = Duration.ZERO;
    private int launches;
    private int kills;
    private int startsCut;
    private int databaseKills;
    private int acknowledged;

    @AfterEach
    void leaveNothingRunning() {
        if (server != null) {
            server.close();
        }
        postgres.kill();
    }

    @Test
    @Row({"R-01", "R-02", "R-03", "R-04"})
    void losesNothingThatItAcknowledgedAndLeavesNothingHalfDone() {
        say("seed %d, %d kills under load", SEED, KILLS);
        try {
            while (kills < KILLS) {
                cutStartsShort();
                serve();
                killUnderLoad();
            }
            serve();
            server.stop();
            assertThat(postgres.postmaster()).isEmpty();
        } catch (Throwable e) {
            throw new AssertionError(
                    "After " + kills + " kills under load with -Dgatehouse.chaos.seed=" + SEED + ": " + e.getMessage(),
                    e);
        }
        say(
                "%d kills under load, %d while starting, %d of the database; %d acknowledged requests, slowest start %d ms",
                kills, startsCut, databaseKills, acknowledged, slowestStart.toMillis());
    }

    /** At any moment of a start, but more often early, which costs less time. The first start is always cut. */
    private void cutStartsShort() {
        for (int i = startsCut == 0 ? 2 : random.nextInt(4) / 3; i > 0; i--) {
            launch();
            double part = random.nextDouble();
            pause((long) (lastStart.toMillis() * part * part));
            killServer();
            startsCut++;
        }
    }

    /** Starts it the usual way; it is to be ready in time, and everything is to be there. */
    private void serve() {
        long before = System.nanoTime();
        launch();
        server.awaitReady();
        lastStart = Duration.ofNanos(System.nanoTime() - before);
        slowestStart = slowestStart.compareTo(lastStart) > 0 ? slowestStart : lastStart;
        if (kills > 0) {
            // The first start makes the database.
            assertThat(lastStart).as("from the start of the process to ready").isLessThan(READY);
        }
        ledger.settle(fresh, rows, server.api());
        Consistency.check(rows);
    }

    private void killUnderLoad() throws InterruptedException {
        Load load = Load.on(server.api(), random);
        try {
            load.awaitAcknowledged(ENOUGH);
            pause(random.nextLong(2_000));
            if (random.nextInt(4) == 0) {
                killDatabase();
                pause(random.nextLong(1_000));
            }
            killServer();
            kills++;
        } finally {
            fresh = load.stop();
        }
        acknowledged += load.acknowledged();
    }

    /** It comes back by itself, without a restart of the server, whose port it keeps. */
    private void killDatabase() {
        ProcessHandle postmaster = postgres.postmaster().orElseThrow();
        boolean whole = random.nextBoolean();
        List<ProcessHandle> children = postmaster.children().toList();
        ProcessHandle victim = whole ? postmaster : children.get(random.nextInt(children.size()));
        victim.destroyForcibly();
        databaseKills++;
        Patience.until("the victim's end", DATABASE_BACK, () -> !victim.isAlive());
        Patience.until("the database's return", DATABASE_BACK, this::databaseAnswers);
        Patience.until("the server's", READY_AFTER_THE_DATABASE, server::isReady);
    }

    private boolean databaseAnswers() {
        try {
            rows.connect().close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private void launch() {
        Map<String, String> environment = GatehouseProcess.development(port, data);
        // A client whose answer was lost comes back as late as after a restart.
        environment.put("REFRESH_GRACE_SECONDS", "60");
        server = GatehouseProcess.launched("chaos-" + launches++, port, environment);
    }

    private void killServer() {
        boolean powerFails = random.nextBoolean();
        server.kill();
        if (powerFails) {
            postgres.kill();
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void say(String format, Object... values) {
        System.out.printf("ChaosIT: " + format + "%n", values);
    }
}
