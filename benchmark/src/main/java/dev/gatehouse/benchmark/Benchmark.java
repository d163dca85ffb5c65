package dev.gatehouse.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures servers of its own from outside and prints a table. Figures of two runs compare only as ratios: generator,
 * server and database share one machine.
 */
public final class Benchmark {

    private static final int DEFAULT_SECONDS = 15;
    private static final Map<String, String> COMMON =
            Map.of("EMAIL_VERIFICATION", "optional", "REFRESH_GRACE_SECONDS", "0");
    private static final Map<String, String> SMALL_HASH =
            Map.of("EMAIL_VERIFICATION", "optional", "ARGON2_MEMORY_KIB", "7168", "ARGON2_ITERATIONS", "5");

    private static final int FILE_MEGABYTES = 256;
    private static final int FILE_ROUNDS = 5;
    private static final Map<String, String> LARGE_FILES =
            Map.of("EMAIL_VERIFICATION", "optional", "STORAGE_MAX_FILE", "1GiB", "STORAGE_QUOTA", "2GiB");

    private final PrintStream out = System.out;
    private final int seconds;

    private Benchmark(int seconds) {
        this.seconds = seconds;
    }

    /** Arguments: seconds for each figure; {@code crowd} measures again among 100,000 accounts, {@code files} only files. */
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_SECONDS;
        String part = arguments.length > 1 ? arguments[1] : "";
        Path work = Files.createTempDirectory(Files.createDirectories(Path.of("benchmark/target")), "bench")
                .toAbsolutePath();
        Benchmark benchmark = new Benchmark(seconds);
        if (!part.equals("files")) {
            benchmark.run(work, part.equals("crowd"));
        }
        benchmark.files(work.resolve("files"));
    }

    private void run(Path work, boolean crowd) throws Exception {
        Path data = work.resolve("default");
        out.printf(
                "Cores %d, generator and PostgreSQL (fsync on) on the same machine, 16 clients, %d s each after three times as long a warm-up%n",
                Runtime.getRuntime().availableProcessors(), seconds);
        out.println("Servers started with @deploy/jvm.options and " + COMMON + "; no rate limits\n");
        double raw = RawArgon2.perSecond(19_456, 2, seconds);
        double firstStart;
        List<Figure> alone;
        try (GatehouseProcess server = GatehouseProcess.start(data, COMMON)) {
            firstStart = server.secondsToReady();
        }
        try (GatehouseProcess server = GatehouseProcess.start(data, COMMON)) {
            // The JVM compiles for minutes what is used much; servers live for weeks.
            measure(server);
            alone = measure(server);
            print(alone);
            inForce(data);
            ratios(alone, raw);
            out.printf(Locale.ROOT, "%nresident memory of the JVM after the load: %d MB%n", server.residentMegabytes());
            out.printf(
                    Locale.ROOT,
                    "start to ready: %.1f s the first time, %.1f s the second%n",
                    firstStart,
                    server.secondsToReady());
            if (crowd) {
                Crowd.moveInto(data);
                compare(alone, measure(server));
            }
        }
        smallHash(work.resolve("small"));
    }

    private List<Figure> measure(GatehouseProcess server) throws Exception {
        Scenarios scenarios = new Scenarios(server.port(), seconds);
        List<Figure> figures = new ArrayList<>();
        figures.add(scenarios.trivial());
        figures.add(scenarios.account());
        figures.add(scenarios.refresh());
        figures.add(scenarios.login("login"));
        figures.add(scenarios.signUps());
        return figures;
    }

    private void smallHash(Path data) throws Exception {
        double raw = RawArgon2.perSecond(7_168, 5, seconds);
        try (GatehouseProcess server = GatehouseProcess.start(data, SMALL_HASH)) {
            Scenarios scenarios = new Scenarios(server.port(), seconds);
            scenarios.login("warm-up");
            Figure login = scenarios.login("login at 7168 KiB, t=5");
            out.println("\n" + login.row());
            inForce(data);
            ratio("login at 7168 KiB, t=5 / raw Argon2", login.perSecond(), raw, 0.8);
        }
    }

    private void files(Path data) throws Exception {
        try (GatehouseProcess server = GatehouseProcess.start(data, LARGE_FILES)) {
            FileScenarios.Figures figures = new FileScenarios(server.port(), data, FILE_MEGABYTES).run(FILE_ROUNDS);
            out.printf("%nOne file of %d MiB, on local disk, medians of %d rounds:%n", FILE_MEGABYTES, FILE_ROUNDS);
            rate("upload", figures.upload());
            rate("a plain socket into dd with fsync", figures.plainIn());
            rate("download", figures.download());
            rate("cat into a plain socket", figures.plainOut());
            ratio("upload / plain socket", figures.upload(), figures.plainIn(), 0.6);
            ratio("download / plain socket", figures.download(), figures.plainOut(), 0.6);
            out.printf(Locale.ROOT, "resident memory of the JVM: %d MB%n", server.residentMegabytes());
        }
    }

    private void rate(String name, double megabytes) {
        out.printf(Locale.ROOT, "%-38s %.0f MB/s%n", name, megabytes);
    }

    private void print(List<Figure> figures) {
        out.printf("| %-34s | %9s | %8s | %8s |%n", "what", "per s", "p50 ms", "p99 ms");
        out.println("|---|---:|---:|---:|");
        figures.forEach(figure -> out.println(figure.row()));
    }

    private void inForce(Path data) throws IOException, SQLException {
        try (ServerDatabase database = ServerDatabase.below(data)) {
            out.println("In force: " + database.inForce());
        }
    }

    private void ratios(List<Figure> figures, double raw) {
        out.println();
        double trivial = figures.get(0).perSecond();
        ratio("GET /api/account / trivial call", figures.get(1).perSecond(), trivial, 0.6);
        ratio("refresh / trivial call", figures.get(2).perSecond(), trivial, 0.33);
        ratio("login / raw Argon2", figures.get(3).perSecond(), raw, 0.8);
    }

    private void ratio(String name, double part, double whole, double wanted) {
        out.printf(Locale.ROOT, "%-38s %.2f (wanted: %.2f)%n", name, part / whole, wanted);
    }

    private void compare(List<Figure> alone, List<Figure> crowded) {
        out.println("\nAmong 100,000 accounts and 1,000,000 sessions:");
        print(crowded);
        for (int i = 0; i < alone.size(); i++) {
            double moved = crowded.get(i).perSecond() / alone.get(i).perSecond() - 1;
            out.printf(Locale.ROOT, "%-38s %+.0f %%%n", alone.get(i).name(), moved * 100);
        }
    }
}
