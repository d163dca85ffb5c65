package dev.gatehouse.web.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What processes listen on, as Linux tells it. */
public final class Sockets {

    private static final String LISTENING = "0A";
    private static final String UNCONNECTED = "07";

    private Sockets() {}

    /** A listening socket; the address as the kernel writes it, in hexadecimal. */
    public record Listener(String address, int port) {

        /** 127.0.0.0/8, ::1, and the former mapped into IPv6; the kernel writes words in the host's byte order. */
        public boolean onLoopback() {
            return address.endsWith("7F") && address.length() == 8
                    || address.equals("00000000000000000000000001000000")
                    || address.startsWith("0000000000000000FFFF0000") && address.endsWith("7F");
        }
    }

    /** What a process and its descendants listen on. */
    public static Set<Listener> of(ProcessHandle process) {
        return in(process, LISTENING, "/proc/net/tcp", "/proc/net/tcp6");
    }

    /** Where a process and its descendants take datagrams from anybody. */
    public static Set<Listener> datagrams(ProcessHandle process) {
        return in(process, UNCONNECTED, "/proc/net/udp", "/proc/net/udp6");
    }

    private static Set<Listener> in(ProcessHandle process, String state, String... tables) {
        Set<String> inodes = new HashSet<>();
        Stream.concat(Stream.of(process), process.descendants()).forEach(each -> inodes.addAll(inodes(each.pid())));
        return Stream.of(tables)
                .flatMap(table -> lines(table).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 9 && fields[3].equals(state) && inodes.contains(fields[9]))
                .map(fields -> fields[1].split(":"))
                .map(address -> new Listener(address[0], Integer.parseInt(address[1], 16)))
                .collect(Collectors.toSet());
    }

    private static Set<String> inodes(long pid) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors.map(Sockets::inode).collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of();
        }
    }

    private static String inode(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().replaceAll("socket:\\[(\\d+)]", "$1");
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> lines(String table) {
        Path path = Path.of(table);
        try {
            return Files.exists(path)
                    ? Files.readAllLines(path).stream().skip(1).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
