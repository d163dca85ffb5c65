package dev.gatehouse.web.testing;

import java.net.URI;
import java.nio.file.Path;

/** Where a running Gatehouse is found. */
public record Server(URI url, Path data) {

    /** The one that Arquillian starts; {@code arquillian.xml} configures it. */
    static Server underTest() {
        return new Server(
                URI.create("http://localhost:" + System.getProperty("gatehouse.port")),
                Path.of(System.getProperty("gatehouse.scratch"), "data"));
    }

    public int port() {
        return url.getPort();
    }

    /** The embedded database's rows, seen by its superuser. */
    public Rows rows() {
        return Rows.of(() -> ConnectionUrls.in(data).superuser());
    }
}
