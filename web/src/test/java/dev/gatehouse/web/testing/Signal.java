package dev.gatehouse.web.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** What an operating system can do to a process without ending it. */
public enum Signal {
    /** Stands still: its sockets stay open and take in, its clocks go on. */
    STOP,
    /** Goes on where it stood. */
    CONT;

    public void to(GatehouseProcess server) {
        to(server.pid());
    }

    public void to(long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(pid)).start();
            if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new AssertionError("kill -" + name() + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
