package dev.gatehouse.web.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Some clients at once. */
final class Load {

    private static final int CLIENTS = 5;
    private static final Duration FIRST_ANSWERS = Duration.ofSeconds(30);
    private static final long PATIENCE_MILLIS = 40_000;

    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private Load() {}

    static Load on(Api api, Random random) {
        Load load = new Load();
        for (int i = 0; i < CLIENTS; i++) {
            Client client = new Client(api, new Random(random.nextLong()), () -> load.stopped, load.surprises);
            Thread thread = new Thread(client, "client-" + i);
            load.clients.add(client);
            load.threads.add(thread);
            thread.start();
        }
        return load;
    }

    /** Waits until it has got something done: the first answers of a server are slow. */
    void awaitAcknowledged(int enough) {
        Patience.until(enough + " answers", FIRST_ANSWERS, () -> acknowledged() >= enough || !surprises.isEmpty());
    }

    /** Ends it, and tells whom it was about. */
    List<Person> stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join(PATIENCE_MILLIS);
            assertThat(thread.isAlive()).as("a request that hangs").isFalse();
        }
        assertThat(surprises).as("answers that nobody expects").isEmpty();
        return clients.stream().flatMap(client -> client.people().stream()).toList();
    }

    /** How many requests were acknowledged. */
    int acknowledged() {
        return clients.stream().mapToInt(Client::acknowledged).sum();
    }
}
