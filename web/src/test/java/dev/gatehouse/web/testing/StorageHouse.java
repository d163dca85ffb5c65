package dev.gatehouse.web.testing;

import dev.gatehouse.testing.FaultyLine;
import dev.gatehouse.testing.S3Process;
import dev.gatehouse.testing.SambaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A server with an S3 service and a NAS behind lines that can fail, and its own disk behind them. */
public final class StorageHouse implements AutoCloseable {

    private static final Duration NOTICED = Duration.ofSeconds(60);

    public final S3Process s3;
    public final SambaProcess nas;
    public final FaultyLine s3Line;
    public final FaultyLine nasLine;

    private final String name;
    private final int port = GatehouseProcess.freePort();
    private final Path data;
    private final Map<String, String> environment;
    private GatehouseProcess server;

    private StorageHouse(String name, String backends) {
        this.name = name;
        s3 = S3Process.started(name);
        nas = SambaProcess.started(name);
        s3Line = FaultyLine.to(s3.port());
        nasLine = FaultyLine.to(nas.port());
        data = GatehouseProcess.freshData(name);
        environment = GatehouseProcess.development(port, data);
        environment.put("STORAGE_BACKENDS", backends);
        environment.put("S3_ENDPOINT", "http://127.0.0.1:" + s3Line.port());
        environment.put("S3_BUCKET", S3Process.BUCKET);
        environment.put("S3_ACCESS_KEY", S3Process.ACCESS_KEY);
        environment.put("S3_SECRET_KEY", S3Process.SECRET_KEY);
        environment.put("NAS_HOST", "127.0.0.1");
        environment.put("NAS_PORT", Integer.toString(nasLine.port()));
        environment.put("NAS_SHARE_NAME", SambaProcess.SHARE);
        environment.put("NAS_USERNAME", SambaProcess.USER);
        environment.put("NAS_PASSWORD", SambaProcess.PASSWORD);
        environment.put("NAS_PATH", "gatehouse");
        environment.put("METRICS_TOKEN", "metrics-token-of-a-test");
        start();
    }

    /** @param backends the order */
    public static StorageHouse opened(String name, String backends) {
        return new StorageHouse(name, backends);
    }

    public void start() {
        server = GatehouseProcess.serving(name, port, environment);
    }

    /** SIGKILL, for the server alone. */
    public void kill() {
        server.kill();
    }

    public Api api() {
        return server.api();
    }

    public String log() {
        return server.log();
    }

    public Path data() {
        return data;
    }

    public Rows rows() {
        return Rows.of(() -> ConnectionUrls.in(data).superuser());
    }

    public Operators operators() {
        return new Operators(api(), People.of(api()), rows());
    }

    public String backendOf(String file) {
        return rows().text("SELECT backend FROM storage.file WHERE id = ?::uuid", file);
    }

    public void awaitBackend(String file, String backend) {
        Patience.until(file + " on " + backend, NOTICED, () -> backendOf(file).equals(backend));
    }

    /** As the console shows it. */
    public void awaitState(Operators.Operator admin, String backend, String state) {
        Patience.until(backend + " being " + state, NOTICED, () -> operators()
                .get("/storage", admin)
                .send()
                .hasStatus(200)
                .text()
                .contains("\"name\":\"" + backend + "\",\"state\":\"" + state + "\""));
    }

    @Override
    public void close() {
        server.close();
        s3Line.close();
        nasLine.close();
        s3.close();
        nas.close();
    }
}
