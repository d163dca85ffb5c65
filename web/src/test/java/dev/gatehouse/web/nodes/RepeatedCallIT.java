package dev.gatehouse.web.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.People.SignedIn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What PostgreSQL was asked, by its own count ({@code pg_stat_statements}): nothing, for the authentication of a token
 * that the node has seen before. Besides the calls' own statements there is the look for revocations, once a second on
 * each node.
 */
@Row("TK-05")
@ExtendWith(TwoNodes.class)
class RepeatedCallIT {

    private static final int CALLS = 200;
    private static final String CONFIRMATION = "SELECT s.id FROM session.session s";
    private static final String ACCOUNT = "FROM auth.account";
    /** What the look for revocations asks, which both nodes do each second. */
    private static final String LOOK = "SELECT $3, id, CAST($4 AS bigint) FROM session.session";
    /** Of transactions and of the pool's tests of idle connections, which the jobs of both nodes cause all the time. */
    private static final List<String> EVERYBODYS = List.of("BEGIN", "COMMIT", "SELECT clock_timestamp()", "SELECT $1");

    private final Nodes nodes;
    private final Api api;
    private final SignedIn person;

    RepeatedCallIT(Nodes nodes) {
        this.nodes = nodes;
        this.api = nodes.node(0);
        this.person = nodes.people().signedIn();
    }

    @Test
    void asksOnceForATokenThatItMeets() {
        Map<String, Long> statements = statementsOf(() -> call("/api"));
        statements.keySet().removeIf(text -> !text.contains("session") || text.startsWith(LOOK));

        assertThat(statements).hasSize(1);
        assertThat(statements).allSatisfy((text, calls) -> {
            assertThat(text).startsWith(CONFIRMATION);
            assertThat(calls).isOne();
        });
    }

    @Test
    void asksNothingForATokenThatItKnows() {
        call("/api");

        assertThat(repeatedlyOf(() -> repeat("/api"))).isEmpty();
    }

    @Test
    void asksForTheAccountAndNothingElseWhereTheAccountIsWanted() {
        call("/api/account");

        Map<String, Long> statements = repeatedlyOf(() -> repeat("/api/account"));

        assertThat(statements).hasSize(1);
        assertThat(statements).allSatisfy((text, calls) -> {
            assertThat(text).contains(ACCOUNT).doesNotContain("session");
            assertThat(calls).isEqualTo(CALLS);
        });
    }

    private void repeat(String path) {
        for (int i = 0; i < CALLS; i++) {
            call(path);
        }
    }

    private Answer call(String path) {
        return api.get(path).bearer(person.accessToken()).send().hasStatus(200);
    }

    /** Those that some of the calls must have caused: jobs run each second at most, and the calls take a few seconds. */
    private Map<String, Long> repeatedlyOf(Runnable calls) {
        Map<String, Long> during = statementsOf(calls);
        during.entrySet().removeIf(entry -> entry.getValue() < CALLS / (EVERYBODYS.contains(entry.getKey()) ? 4 : 10));
        return during;
    }

    /** Every statement of the application's role with how often it was run. */
    private Map<String, Long> statementsOf(Runnable act) {
        Map<String, Long> before = statements();
        act.run();
        Map<String, Long> during = new HashMap<>();
        statements().forEach((text, calls) -> {
            long more = calls - before.getOrDefault(text, 0L);
            if (more > 0) {
                during.put(text, more);
            }
        });
        return during;
    }

    private Map<String, Long> statements() {
        Map<String, Long> counts = new HashMap<>();
        nodes.rows()
                .texts(
                        """
                        SELECT s.calls || ' ' || regexp_replace(s.query, '\\s+', ' ', 'g')
                        FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid
                        WHERE r.rolname = 'gatehouse_app'
                        """)
                .forEach(line -> counts.merge(
                        line.substring(line.indexOf(' ') + 1),
                        Long.valueOf(line.substring(0, line.indexOf(' '))),
                        Long::sum));
        return counts;
    }
}
