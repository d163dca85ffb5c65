package dev.gatehouse.session.internal;

import static dev.gatehouse.session.internal.SessionModule.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.RefreshOutcome;
import dev.gatehouse.session.RefreshOutcome.Invalid;
import dev.gatehouse.session.RefreshOutcome.Refreshed;
import dev.gatehouse.session.RefreshOutcome.Reused;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.session.StartedSession;
import dev.gatehouse.testing.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fifty calls at once with one token, half of them to each of two nodes, whose {@code ENCRYPTION_KEY} changes between
 * the rotation and the race; five turns of the key, forty rounds each: two hundred, at 9 s and at 11 s.
 */
@Row({"R-19", "TK-01", "TK-02"})
@Timeout(120)
class RefreshRacesTest {

    private static final int CALLERS = 50;
    private static final int ROUNDS = 40;
    private static final int FEWER_ROUNDS = 4;

    private static SessionModule module;
    private static ExecutorService threads;

    private final UUID account = UUID.randomUUID();

    /** The keys of both nodes, the primary one first, before and after the turn. */
    enum Turn {
        NONE(new String[][] {{"old"}, {"old"}}, new String[][] {{"old"}, {"old"}}),
        ONE_NODE_LEARNS_THE_NEW_KEY(new String[][] {{"old"}, {"old"}}, new String[][] {{"old", "new"}, {"old"}}),
        ONE_NODE_SIGNS_WITH_IT(
                new String[][] {{"old", "new"}, {"old", "new"}}, new String[][] {{"new", "old"}, {"old", "new"}}),
        BOTH_SIGN_WITH_IT(
                new String[][] {{"new", "old"}, {"old", "new"}}, new String[][] {{"new", "old"}, {"new", "old"}}),
        ONE_NODE_HAS_NEVER_HEARD_OF_IT(
                new String[][] {{"old"}, {"new", "old"}}, new String[][] {{"old"}, {"new", "old"}});

        private final List<Sessions> before;
        private final List<Sessions> after;

        Turn(String[][] before, String[][] after) {
            this.before = nodes(before);
            this.after = nodes(after);
        }

        private static List<Sessions> nodes(String[][] keys) {
            return List.of(node(keys[0]), node(keys[1]));
        }

        private static Sessions node(String[] keys) {
            return module.sessions(SessionModule.SETTINGS, keys);
        }
    }

    /** A session whose first token has been exchanged once. */
    private record Rotated(StartedSession session, String successor) {

        String spent() {
            return session.secret();
        }
    }

    @BeforeAll
    static void migrate() {
        module = new SessionModule();
        threads = Executors.newFixedThreadPool(CALLERS);
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingUsableWhereThiefAndOwnerComeTogether(Turn turn) throws Exception {
        for (int round = 0; round < FEWER_ROUNDS; round++) {
            Rotated rotated = rotated(turn, round, 11);

            List<RefreshOutcome> outcomes = race(turn, rotated.spent(), rotated.successor());

            assertThat(outcomes).filteredOn(Reused.class::isInstance).hasSize(1);
            assertThat(tokens(outcomes)).hasSizeLessThanOrEqualTo(1);
            nothingWorks(turn, tokens(outcomes));
            nothingWorks(turn, Set.of(rotated.spent(), rotated.successor()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameSuccessorAfterNineSecondsAndFindsTheThiefAfterEleven(Turn turn) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Rotated rotated = rotated(turn, round, 9);

            oneSuccessor(turn, rotated, race(turn, rotated.spent(), rotated.spent()));
            age(rotated.session(), 11);
            oneThief(turn, rotated, race(turn, rotated.spent(), rotated.spent()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void rotatesACurrentTokenOnce(Turn turn) throws Exception {
        for (int round = 0; round < FEWER_ROUNDS; round++) {
            Rotated rotated = rotated(turn, round, 11);

            List<RefreshOutcome> outcomes = race(turn, rotated.successor(), rotated.successor());

            assertThat(tokens(outcomes)).hasSize(1).doesNotContain(rotated.successor());
            assertThat(outcomes).hasOnlyElementsOfTypes(Refreshed.class, Invalid.class);
        }
    }

    /** A node that does not know the key of the successor refuses without ending anything. */
    private static void oneSuccessor(Turn turn, Rotated rotated, List<RefreshOutcome> outcomes) {
        assertThat(tokens(outcomes)).containsExactly(rotated.successor());
        if (turn != Turn.ONE_NODE_HAS_NEVER_HEARD_OF_IT) {
            assertThat(outcomes).hasOnlyElementsOfType(Refreshed.class);
        }
        assertThat(outcomes).hasOnlyElementsOfTypes(Refreshed.class, Invalid.class);
        assertThat(turn.after.get(1).refresh(rotated.successor(), ORIGIN)).isInstanceOf(Refreshed.class);
    }

    private static void oneThief(Turn turn, Rotated rotated, List<RefreshOutcome> outcomes) {
        assertThat(outcomes).filteredOn(Reused.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Invalid.class::isInstance).hasSize(CALLERS - 1);
        nothingWorks(turn, Set.of(rotated.spent(), rotated.successor()));
    }

    /** The nodes take turns in rotating. */
    private Rotated rotated(Turn turn, int round, int secondsAgo) {
        StartedSession session =
                turn.before.get(0).start(new NewSession(account, NewSession.Kind.TOKEN, Optional.of("Laptop"), ORIGIN));
        RefreshOutcome first = turn.before.get(round % 2).refresh(session.secret(), ORIGIN);
        age(session, secondsAgo);
        return new Rotated(session, ((Refreshed) first).refreshToken());
    }

    private static void age(StartedSession session, int seconds) {
        module.set(session.sessionId(), "rotated_at = clock_timestamp() - interval '" + seconds + " s'");
    }

    private static List<RefreshOutcome> race(Turn turn, String one, String other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(CALLERS);
        List<Future<RefreshOutcome>> running = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            Sessions node = turn.after.get(caller % 2);
            String token = caller % 4 < 2 ? one : other;
            running.add(threads.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                return node.refresh(token, ORIGIN);
            }));
        }
        List<RefreshOutcome> outcomes = new ArrayList<>();
        for (Future<RefreshOutcome> each : running) {
            outcomes.add(each.get(30, TimeUnit.SECONDS));
        }
        return outcomes;
    }

    private static Set<String> tokens(List<RefreshOutcome> outcomes) {
        return outcomes.stream()
                .filter(Refreshed.class::isInstance)
                .map(outcome -> ((Refreshed) outcome).refreshToken())
                .collect(Collectors.toSet());
    }

    private static void nothingWorks(Turn turn, Set<String> tokens) {
        for (Sessions node : turn.after) {
            assertThat(tokens)
                    .allSatisfy(token -> assertThat(node.refresh(token, ORIGIN)).isInstanceOf(Invalid.class));
        }
    }
}
