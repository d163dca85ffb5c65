package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Many who sign in at once get their turn or are told to come back; everybody else is served meanwhile. */
class ParallelLoginsIT extends OverHttp {

    private static final int CROWD = 150;

    /** Far more than a call takes on a machine whose cores are all at work, far less than the crowd needs. */
    private static final Duration BEARABLE = Duration.ofSeconds(4);

    @Test
    @Row("PW-03")
    void neitherBreakNorKeepOthersWaiting() {
        SignedIn ada = people.signedIn();
        CompletableFuture<List<Answer>> crowd = CompletableFuture.supplyAsync(
                () -> Together.times(CROWD, () -> people.logIn(people.address(), "Wrong-Horse-42")));

        List<Duration> calls = new ArrayList<>();
        do {
            long start = System.nanoTime();
            api.get("/api/account").bearer(ada.accessToken()).send().hasStatus(200);
            calls.add(Duration.ofNanos(System.nanoTime() - start));
        } while (!crowd.isDone());

        assertThat(calls).allSatisfy(call -> assertThat(call).isLessThan(BEARABLE));
        assertThat(crowd.join()).allSatisfy(answer -> {
            assertThat(answer.status()).isIn(401, 429, 503);
            assertThat(answer.header("Retry-After").isPresent()).isEqualTo(answer.status() != 401);
        });
        forgetFailures();
        assertThat(people.logIn(ada.email(), People.PASSWORD).status()).isEqualTo(200);
    }
}
