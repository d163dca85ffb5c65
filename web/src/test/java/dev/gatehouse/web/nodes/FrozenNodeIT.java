package dev.gatehouse.web.nodes;

import static dev.gatehouse.web.nodes.Nodes.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Signal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The second node is stopped with SIGSTOP, the world goes on, and SIGCONT wakes it: it acts on nothing that it knew. */
@Row("R-27")
@ExtendWith(TwoNodes.class)
class FrozenNodeIT {

    private static final int CALLERS = 64;
    private static final Duration LONGER_THAN_THE_BOUND = Duration.ofMillis(5_500);
    private static final Duration LONGER_THAN_A_TRANSACTION_MAY_STAND_STILL = Duration.ofSeconds(20);

    private static final String UNFINISHED =
            "state = 'idle in transaction' AND query LIKE 'UPDATE session.session SET revoked_at%'";

    private final Nodes nodes;
    private final People people;
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    FrozenNodeIT(Nodes nodes) {
        this.nodes = nodes;
        this.people = nodes.people();
    }

    @AfterEach
    void wake() {
        Signal.CONT.to(nodes.second());
        callers.shutdownNow();
    }

    @Test
    @Row("TK-05")
    void refusesEveryTokenThatDiedWhileItStoodStill() throws Exception {
        SignedIn ended = people.signedIn();
        SignedIn disabled = people.signedIn();
        SignedIn demoted = people.signedIn();
        List<SignedIn> dead = List.of(ended, disabled, demoted);
        dead.forEach(nodes::acquaint);

        Signal.STOP.to(nodes.second());
        long frozen = System.nanoTime();
        nodes.node(0)
                .delete("/api/auth/sessions/" + ended.session())
                .bearer(ended.accessToken())
                .send()
                .hasStatus(204);
        nodes.disable(disabled.id());
        nodes.outdateAccessTokens(demoted.id());
        Patience.until(
                "a standstill longer than the bound",
                Duration.ofSeconds(10),
                () -> System.nanoTime() - frozen > LONGER_THAN_THE_BOUND.toNanos());
        // They lie in its sockets when it wakes, or come right then: no call can be earlier.
        CountDownLatch sent = new CountDownLatch(CALLERS);
        List<CompletableFuture<Answer>> waiting = IntStream.range(0, CALLERS)
                .mapToObj(i -> dead.get(i % dead.size()))
                .map(person -> CompletableFuture.supplyAsync(() -> called(person, sent), callers))
                .toList();
        sent.await();
        Signal.CONT.to(nodes.second());

        assertThat(waiting).allSatisfy(call -> call.join().isProblem(401, "unauthenticated"));
        dead.forEach(person -> account(nodes.node(1), person.accessToken()).isProblem(401, "unauthenticated"));
    }

    @Test
    @Row("R-24")
    void letsGoOfWhatItHeldAndDoesNotFinishLateWhatItHadBegun() throws Exception {
        SignedIn doomed = people.signedIn();
        SignedIn other = people.signIn(doomed.email());
        nodes.acquaint(other);

        CompletableFuture<Answer> begun = revokeUpToItsCommit(doomed, other);
        Patience.until(
                "the lock is free again",
                LONGER_THAN_A_TRANSACTION_MAY_STAND_STILL,
                () -> nodes.backends(UNFINISHED) == 0);
        account(nodes.node(0), doomed.accessToken()).hasStatus(200);
        revoke(0, doomed, other).hasStatus(204);
        Signal.CONT.to(nodes.second());

        begun.join().isProblem(503, "unavailable");
        account(nodes.node(1), doomed.accessToken()).isProblem(401, "unauthenticated");
        assertThat(nodes.rows().eventsAbout(doomed.id())).containsOnlyOnce("session.revoked");
        assertThat(nodes.rows().number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
                .isZero();
    }

    private Answer called(SignedIn person, CountDownLatch sent) {
        sent.countDown();
        return account(nodes.node(1), person.accessToken());
    }

    /** The second node has ended the session and stands still before it can commit. */
    private CompletableFuture<Answer> revokeUpToItsCommit(SignedIn doomed, SignedIn other) throws SQLException {
        try (Connection holder = nodes.holding(doomed.session())) {
            CompletableFuture<Answer> begun = CompletableFuture.supplyAsync(() -> revoke(1, doomed, other), callers);
            Patience.until(
                    "a call that waits for the row",
                    Duration.ofSeconds(10),
                    () -> nodes.backends("wait_event_type = 'Lock'") == 1);
            Signal.STOP.to(nodes.second());
            holder.commit();
            Patience.until("an unfinished transaction", Duration.ofSeconds(5), () -> nodes.backends(UNFINISHED) == 1);
            return begun;
        }
    }

    private Answer revoke(int node, SignedIn doomed, SignedIn other) {
        return nodes.node(node)
                .delete("/api/auth/sessions/" + doomed.session())
                .bearer(other.accessToken())
                .send();
    }
}
