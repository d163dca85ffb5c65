package dev.gatehouse.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What the machine can do without a server: a file through a socket of this machine into {@code dd}, which writes it to
 * disk and waits for the disk, or out of {@code cat}.
 */
final class PlainSocket {

    private final Path file;
    private final Path copy;

    /** @param copy beside the files that the server keeps, on the same disk */
    PlainSocket(Path file, Path copy) {
        this.file = file;
        this.copy = copy;
    }

    /** Bytes a second. */
    double in() throws Exception {
        return perSecond(
                peer -> Files.copy(file, peer.getOutputStream()),
                peer -> run(new ProcessBuilder("dd", "of=" + copy, "bs=64K", "iflag=fullblock", "conv=fsync"), peer));
    }

    /** Bytes a second. */
    double out() throws Exception {
        return perSecond(
                peer -> {
                    Process cat = new ProcessBuilder("cat", file.toString()).start();
                    cat.getInputStream().transferTo(peer.getOutputStream());
                },
                peer -> peer.getInputStream().transferTo(OutputStream.nullOutputStream()));
    }

    private interface End {
        void work(Socket peer) throws IOException, InterruptedException;
    }

    private double perSecond(End sender, End receiver) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            Callable<Void> sending = () -> {
                try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
                    sender.work(peer);
                }
                return null;
            };
            Future<Void> sent = thread.submit(sending);
            try (Socket peer = listening.accept()) {
                receiver.work(peer);
            }
            sent.get(1, TimeUnit.MINUTES);
            return Files.size(file) / ((System.nanoTime() - start) / 1e9);
        } finally {
            thread.shutdownNow();
            Files.deleteIfExists(copy);
        }
    }

    private static void run(ProcessBuilder builder, Socket peer) throws IOException, InterruptedException {
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (InputStream in = peer.getInputStream();
                OutputStream out = process.getOutputStream()) {
            in.transferTo(out);
        }
        if (process.waitFor() != 0) {
            throw new IOException("dd failed");
        }
    }
}
