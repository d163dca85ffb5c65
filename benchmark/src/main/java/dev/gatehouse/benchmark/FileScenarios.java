package dev.gatehouse.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** One large file in and out, by turns with the same through a plain socket. */
final class FileScenarios {

    private static final int BUFFER = 64 * 1024;
    private static final int WARM_UPS = 8;

    private final int port;
    private final Path file;
    private final PlainSocket plain;
    private final String token;

    FileScenarios(int port, Path work, long megabytes) throws IOException {
        this.port = port;
        this.file = text(work.resolve("content.txt"), megabytes * 1024 * 1024);
        this.plain = new PlainSocket(file, work.resolve("copy"));
        try (Connection connection = new Connection(port)) {
            this.token = Scenarios.signUp(connection).field("accessToken");
        }
    }

    /** Megabytes a second, medians of the rounds. */
    record Figures(double upload, double plainIn, double download, double plainOut) {}

    Figures run(int rounds) throws Exception {
        List<double[]> measured = new ArrayList<>();
        for (int i = -WARM_UPS; i < rounds; i++) {
            double in = plain.in();
            long start = System.nanoTime();
            String id = upload();
            double upload = perSecond(start);
            double out = plain.out();
            start = System.nanoTime();
            download(id);
            double download = perSecond(start);
            delete(id);
            if (i >= 0) {
                measured.add(new double[] {upload, in, download, out});
            }
        }
        return new Figures(median(measured, 0), median(measured, 1), median(measured, 2), median(measured, 3));
    }

    private double perSecond(long start) throws IOException {
        return Files.size(file) / ((System.nanoTime() - start) / 1e9);
    }

    private static double median(List<double[]> rounds, int column) {
        double bytes = rounds.stream()
                .map(round -> round[column])
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(rounds.size() / 2);
        return bytes / 1e6;
    }

    private String upload() throws IOException {
        HttpURLConnection connection = open("/api/files", "POST");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(Files.size(file));
        connection.setRequestProperty("Content-Type", "text/plain");
        connection.setRequestProperty("Content-Disposition", "attachment; filename=content.txt");
        try (OutputStream out = connection.getOutputStream()) {
            Files.copy(file, out);
        }
        return new Connection.Answer(connection.getResponseCode(), body(connection))
                .expect(201)
                .field("id");
    }

    private void download(String id) throws IOException {
        HttpURLConnection connection = open("/api/files/" + id + "/content", "GET");
        long bytes = 0;
        try (InputStream in = connection.getInputStream()) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                bytes += count;
            }
        }
        if (bytes != Files.size(file)) {
            throw new IOException(String.format(Locale.ROOT, "%d bytes came", bytes));
        }
    }

    private void delete(String id) throws IOException {
        HttpURLConnection connection = open("/api/files/" + id, "DELETE");
        if (connection.getResponseCode() / 100 != 2) {
            throw new IOException("not deleted: " + connection.getResponseCode());
        }
    }

    private HttpURLConnection open(String path, String method) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://localhost:" + port + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + token);
        return connection;
    }

    private static String body(HttpURLConnection connection) throws IOException {
        try (InputStream in =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Path text(Path file, long bytes) throws IOException {
        Random random = new Random(1);
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            for (long written = 0; written < bytes; written += 17) {
                writer.write(String.format(Locale.ROOT, "%016x\n", random.nextLong()));
            }
        }
        return file;
    }
}
