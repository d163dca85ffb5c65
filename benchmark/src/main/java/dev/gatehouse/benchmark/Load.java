package dev.gatehouse.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** So many clients, each with a connection of its own, each sending its next request when the last is answered. */
final class Load {

    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(2);

    private final int port;
    private final int clients;

    Load(int port, int clients) {
        this.port = port;
        this.clients = clients;
    }

    /** One request of one client; keeps what the next one needs. */
    interface Client {
        void call(Connection connection) throws IOException;
    }

    /** Makes a client, which may prepare itself before the clock runs. */
    interface ClientFactory {
        Client make(int number, Connection connection) throws IOException;
    }

    Figure run(String name, int warmUpSeconds, int seconds, ClientFactory factory)
            throws InterruptedException, ExecutionException, IOException {
        List<Connection> connections = new ArrayList<>();
        List<Client> prepared = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            connections.add(new Connection(port));
            prepared.add(factory.make(i, connections.get(i)));
        }
        try {
            drive(connections, prepared, warmUpSeconds);
            long start = System.nanoTime();
            Histogram histogram = drive(connections, prepared, seconds);
            return new Figure(name, histogram, (System.nanoTime() - start) / 1e9);
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private Histogram drive(List<Connection> connections, List<Client> prepared, int seconds)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Callable<Histogram>> work = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int number = i;
                work.add(() -> loop(prepared.get(number), connections.get(number), end));
            }
            Histogram all = new Histogram(HIGHEST_MICROS, 3);
            for (Future<Histogram> one : threads.invokeAll(work)) {
                all.add(one.get());
            }
            return all;
        } finally {
            threads.shutdown();
        }
    }

    private static Histogram loop(Client client, Connection connection, long end) throws IOException {
        Histogram histogram = new Histogram(HIGHEST_MICROS, 3);
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            client.call(connection);
            histogram.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
        }
        return histogram;
    }
}
