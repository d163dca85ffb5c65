package dev.gatehouse.session.internal;

import static dev.gatehouse.session.internal.SessionModule.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.EventType;
import dev.gatehouse.session.RefreshOutcome;
import dev.gatehouse.session.RefreshOutcome.Invalid;
import dev.gatehouse.session.RefreshOutcome.Refreshed;
import dev.gatehouse.session.RefreshOutcome.Reused;
import dev.gatehouse.session.RevocationReason;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.session.StartedSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParallelCallsTest {

    private static final int CALLERS = 50;
    private static final int ROUNDS = 5;

    private static SessionModule module;
    private static ExecutorService threads;

    private final UUID account = UUID.randomUUID();
    private final Sessions sessions = module.sessions();

    @BeforeAll
    static void migrate() {
        module = new SessionModule();
        threads = Executors.newFixedThreadPool(CALLERS);
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
    }

    @Test
    void endsAReusedSessionOnceHoweverManyThievesThereAre() throws Exception {
        StartedSession session = module.signIn(account);
        sessions.refresh(session.secret(), ORIGIN);
        passGrace(session);

        List<RefreshOutcome> outcomes = together(20, () -> sessions.refresh(session.secret(), ORIGIN));

        assertThat(outcomes).filteredOn(Reused.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Invalid.class::isInstance).hasSize(19);
        assertThat(module.trail.types(account))
                .containsExactly(EventType.SESSION_STARTED, EventType.SESSION_TOKEN_REUSED);
    }

    @Test
    void endsEachSessionOnceHoweverManyEndThemAll() throws Exception {
        for (int i = 0; i < 5; i++) {
            module.signIn(account);
        }
        List<Integer> ended = together(Collections.nCopies(
                20, () -> sessions.revokeAll(account, Optional.empty(), RevocationReason.LOGGED_OUT, ORIGIN)));

        assertThat(ended.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5);
        assertThat(module.trail.types(account)).containsOnlyOnce(EventType.SESSION_ALL_REVOKED);
    }

    @Test
    void givesNoTokenThatOutlivesASimultaneousLogout() throws Exception {
        for (int round = 0; round < 20; round++) {
            StartedSession session = module.signIn(account);
            List<RefreshOutcome> outcomes = together(List.of(() -> sessions.refresh(session.secret(), ORIGIN), () -> {
                sessions.logOut(account, session.sessionId(), ORIGIN);
                return new Invalid();
            }));
            for (RefreshOutcome outcome : outcomes) {
                if (outcome instanceof Refreshed refreshed) {
                    assertThat(sessions.refresh(refreshed.refreshToken(), ORIGIN))
                            .isInstanceOf(Invalid.class);
                }
            }
            assertThat(sessions.refresh(session.secret(), ORIGIN)).isInstanceOf(Invalid.class);
        }
        assertThat(module.trail.types(account)).doesNotContain(EventType.SESSION_TOKEN_REUSED);
    }

    @Test
    void givesAllCallersTheSameSuccessor() throws Exception {
        StartedSession session = module.signIn(account);
        String token = session.secret();
        for (int round = 0; round < ROUNDS; round++) {
            String presented = token;
            List<RefreshOutcome> outcomes = together(CALLERS, () -> sessions.refresh(presented, ORIGIN));

            assertThat(outcomes).hasSize(CALLERS).hasOnlyElementsOfType(Refreshed.class);
            assertThat(outcomes).containsOnly(outcomes.get(0));
            token = ((Refreshed) outcomes.get(0)).refreshToken();
            assertThat(token).isNotEqualTo(presented);
            passGrace(session);
        }
        assertThat(module.trail.types(account)).containsExactly(EventType.SESSION_STARTED);
    }

    @Test
    void takesASecondCallerForAThiefWhereThereIsNoGraceAlthoughItBeganFirst() {
        Sessions strict = module.sessions(SessionModule.withGrace(Duration.ZERO), "primary");
        StartedSession session = module.signIn(account);

        RefreshOutcome second = module.database.inTransaction(() -> {
            assertThat(strict.find(session.sessionId())).isPresent();
            CompletableFuture.supplyAsync(() -> strict.refresh(session.secret(), ORIGIN), threads)
                    .join();
            return strict.refresh(session.secret(), ORIGIN);
        });

        assertThat(second).isEqualTo(new Reused(session.sessionId()));
    }

    @Test
    void takesNobodyForAThiefWhoOnlyHadToWait() throws Exception {
        Sessions hasty = module.sessions(SessionModule.withGrace(Duration.ofSeconds(1)), "primary");
        StartedSession session = module.signIn(account);

        Future<RefreshOutcome> waiting = module.database.inTransaction(() -> {
            assertThat(hasty.refresh(session.secret(), ORIGIN)).isInstanceOf(Refreshed.class);
            Future<RefreshOutcome> blocked = threads.submit(() -> hasty.refresh(session.secret(), ORIGIN));
            awaitBlockedCaller();
            module.database.query("SELECT pg_sleep(1.2)");
            return blocked;
        });

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isInstanceOf(Refreshed.class);
    }

    private static void awaitBlockedCaller() {
        String blocked = "SELECT count(*) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while (module.database.query(blocked).equals("0")) {
            Thread.onSpinWait();
        }
    }

    private static List<RefreshOutcome> together(int callers, Callable<RefreshOutcome> call) throws Exception {
        return together(Collections.nCopies(callers, call));
    }

    private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        List<Future<T>> running = new ArrayList<>();
        for (Callable<T> call : calls) {
            running.add(threads.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                return call.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> each : running) {
            results.add(each.get(30, TimeUnit.SECONDS));
        }
        return results;
    }

    private void passGrace(StartedSession session) {
        module.set(session.sessionId(), "rotated_at = rotated_at - interval '11 s'");
    }
}
