package dev.gatehouse.web.nodes;

import static dev.gatehouse.web.nodes.Nodes.account;
import static dev.gatehouse.web.nodes.Nodes.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Together;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is ended or changed on one node is so on the other: at once where the database is asked, else within 5 s. */
@Row({"TK-05", "TK-06", "R-28"})
@ExtendWith(TwoNodes.class)
class TwoNodesIT {

    private static final Duration BOUND = Duration.ofSeconds(5);

    /** At least as many as both nodes have places for transactions. */
    private static final int WAITERS = 20;

    private final Nodes nodes;
    private final People people;

    TwoNodesIT(Nodes nodes) {
        this.nodes = nodes;
        this.people = nodes.people();
    }

    /** The ways in which people end sessions. */
    enum Ending {
        REVOKED {
            @Override
            Answer end(Api node, SignedIn doomed, SignedIn other) {
                return node.delete("/api/auth/sessions/" + doomed.session())
                        .bearer(other.accessToken())
                        .send()
                        .hasStatus(204);
            }
        },
        LOGGED_OUT {
            @Override
            Answer end(Api node, SignedIn doomed, SignedIn other) {
                return node.post("/api/auth/logout")
                        .bearer(doomed.accessToken())
                        .send()
                        .hasStatus(204);
            }
        },
        ALL_LOGGED_OUT {
            @Override
            Answer end(Api node, SignedIn doomed, SignedIn other) {
                return node.post("/api/auth/logout-all")
                        .bearer(other.accessToken())
                        .send()
                        .hasStatus(200);
            }
        };

        abstract Answer end(Api node, SignedIn doomed, SignedIn other);
    }

    @ParameterizedTest
    @EnumSource
    void refusesOnBothWhatEndedOnEither(Ending ending) {
        for (int where = 0; where < 2; where++) {
            SignedIn doomed = people.signedIn();
            SignedIn other = people.signIn(doomed.email());
            nodes.acquaint(doomed);

            ending.end(nodes.node(where), doomed, other);
            long ended = System.nanoTime();

            account(nodes.node(where), doomed.accessToken()).isProblem(401, "unauthenticated");
            refresh(nodes.node(where + 1), doomed.refreshToken()).isProblem(401, "refresh_token_invalid");
            refusedInTime(nodes.node(where + 1), doomed, ended);
        }
    }

    @Test
    void refusesAPageSessionOnTheOtherAtOnce() {
        for (int where = 0; where < 2; where++) {
            SignedIn owner = people.signedIn();
            String cookie = "gatehouse_session="
                    + nodes.node(where)
                            .post("/api/auth/login?mode=cookie")
                            .json("email", owner.email(), "password", People.PASSWORD)
                            .send()
                            .hasStatus(200)
                            .cookie("gatehouse_session")
                            .orElseThrow();
            Api there = nodes.node(where + 1);
            there.get("/api/account").header("Cookie", cookie).send().hasStatus(200);

            Ending.ALL_LOGGED_OUT.end(nodes.node(where), owner, owner);

            there.get("/api/account").header("Cookie", cookie).send().isProblem(401, "unauthenticated");
        }
    }

    /** More callers than connections, and all wait for one row: whoever gets it must find what it needs to finish. */
    @Test
    void endsASessionOnceHoweverManyEndItAtOnce() throws Exception {
        SignedIn doomed = people.signedIn();
        SignedIn other = people.signIn(doomed.email());
        nodes.acquaint(other);
        AtomicInteger caller = new AtomicInteger();

        CompletableFuture<List<Integer>> statuses;
        try (Connection holder = nodes.holding(doomed.session())) {
            statuses =
                    CompletableFuture.supplyAsync(() -> Together.times(100, () -> nodes.node(caller.getAndIncrement())
                            .delete("/api/auth/sessions/" + doomed.session())
                            .bearer(other.accessToken())
                            .send()
                            .status()));
            Patience.until(
                    "callers that wait for the row",
                    Duration.ofSeconds(10),
                    () -> nodes.backends("wait_event_type = 'Lock'") >= WAITERS);
            holder.rollback();
        }

        assertThat(statuses.join()).containsOnly(204, 404).containsOnlyOnce(204);
    }

    @Test
    void refusesADisabledAccountOnBoth() {
        SignedIn person = people.signedIn();
        nodes.acquaint(person);

        nodes.disable(person.id());
        long disabled = System.nanoTime();

        for (Api node : nodes.both()) {
            refresh(node, person.refreshToken()).isProblem(401, "refresh_token_invalid");
            People.of(node).logIn(person.email(), People.PASSWORD).isProblem(403, "account_disabled");
            refusedInTime(node, person, disabled);
        }
    }

    @Test
    void takesNoTokenThatIsOlderThanAChangeOfTheRole() {
        SignedIn person = people.signedIn();
        nodes.acquaint(person);

        nodes.outdateAccessTokens(person.id());
        long changed = System.nanoTime();

        refusedInTime(nodes.node(0), person, changed);
        refusedInTime(nodes.node(1), person, changed);
        SignedIn renewed =
                People.signedIn(refresh(nodes.node(1), person.refreshToken()).hasStatus(200));
        nodes.acquaint(renewed);
    }

    /** A new token is confirmed by the database where it is first shown, so that not even 5 s remain to it. */
    @Test
    @Row("R-24")
    void givesNoTokenThatWorksOnceTheRevokeIsAcknowledged() {
        for (int round = 0; round < 10; round++) {
            SignedIn doomed = people.signedIn();
            SignedIn other = people.signIn(doomed.email());
            Api revoking = nodes.node(round);
            AtomicInteger caller = new AtomicInteger();

            List<Answer> answers = Together.times(9, () -> {
                int number = caller.getAndIncrement();
                return number == 0
                        ? Ending.REVOKED.end(revoking, doomed, other)
                        : refresh(nodes.node(number), doomed.refreshToken());
            });

            for (Answer answer : answers) {
                assertThat(answer.status()).isIn(200, 204, 401);
                if (answer.status() == 200) {
                    nothingWorks(People.signedIn(answer));
                }
            }
            nothingWorks(doomed);
        }
    }

    private void nothingWorks(SignedIn tokens) {
        for (Api node : nodes.both()) {
            account(node, tokens.accessToken()).isProblem(401, "unauthenticated");
            refresh(node, tokens.refreshToken()).isProblem(401, "refresh_token_invalid");
        }
    }

    private static void refusedInTime(Api node, SignedIn person, long since) {
        Duration left = BOUND.minusNanos(System.nanoTime() - since);
        Patience.until(
                "a refusal", left, () -> account(node, person.accessToken()).status() == 401);
        assertThat(Together.times(4, () -> account(node, person.accessToken()).status()))
                .containsOnly(401);
    }
}
