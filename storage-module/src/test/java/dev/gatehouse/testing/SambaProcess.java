package dev.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's Samba as a process of its own on a loopback port, with one share and one user. */
public final class SambaProcess implements AutoCloseable {

    public static final String SHARE = "files";
    public static final String USER = System.getProperty("user.name");
    public static final String PASSWORD = "Nas@Cuckoo/7";

    private static final String PROGRAM = "/usr/sbin/smbd";

    private final int port = Programs.freePort();
    private final Path folder;
    private Process process;

    private SambaProcess(String name) {
        folder = Programs.freshFolder("samba-" + name);
    }

    public static SambaProcess started(String name) {
        SambaProcess samba = new SambaProcess(name);
        samba.start();
        return samba;
    }

    /** Whose share is a disk of this size, in megabytes. */
    public static SambaProcess startedOnSmallDisk(String name, int megabytes) {
        SambaProcess samba = new SambaProcess(name);
        samba.startOnSmallDisk(megabytes);
        return samba;
    }

    public int port() {
        return port;
    }

    /** What lies on the share. */
    public Path share() {
        return folder.resolve("share");
    }

    /** On the same port, with what it kept. */
    public void start() {
        run(false, List.of());
    }

    public void startReadOnly() {
        run(true, List.of());
    }

    private void startOnSmallDisk(int megabytes) {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
        if (!USER.equals("root")) {
            command.add("--map-root-user");
        }
        command.addAll(List.of(
                "sh", "-c", "mount -t tmpfs -o size=" + megabytes + "m none " + share() + " && exec \"$@\"", "samba"));
        run(false, command);
    }

    /** SIGKILL. */
    public void kill() {
        Programs.kill(process);
    }

    /** Stands still: connections stay open, nothing is answered. */
    public void freeze() {
        Programs.signal(process, "STOP");
    }

    public void thaw() {
        Programs.signal(process, "CONT");
    }

    /** As if another disk were behind the share. */
    public void empty() {
        Programs.empty(share());
        makeFolder("share");
    }

    @Override
    public void close() {
        kill();
    }

    private void run(boolean readOnly, List<String> around) {
        makeFolder("share");
        makeFolder("state/ncalrpc");
        Path settings = settings(readOnly);
        Programs.run(PASSWORD + "\n" + PASSWORD + "\n", "pdbedit", "-s", settings.toString(), "-a", "-u", USER, "-t");
        List<String> command = new ArrayList<>(around);
        command.addAll(List.of(PROGRAM, "-F", "--no-process-group", "--debug-stdout", "-s", settings.toString()));
        process = Programs.started(folder.resolve("log"), command, port);
    }

    private Path settings(boolean readOnly) {
        String text =
                """
                [global]
                  server role = standalone server
                  smb ports = %1$d
                  interfaces = 127.0.0.1/8
                  bind interfaces only = yes
                  disable netbios = yes
                  load printers = no
                  printcap name = /dev/null
                  disable spoolss = yes
                  server min protocol = SMB2_02
                  passdb backend = tdbsam:%2$s/passdb.tdb
                  private dir = %2$s
                  lock directory = %2$s
                  state directory = %2$s
                  cache directory = %2$s
                  pid directory = %2$s
                  ncalrpc dir = %2$s/ncalrpc
                [%3$s]
                  path = %4$s
                  read only = %5$s
                """
                        .formatted(port, folder.resolve("state"), SHARE, share(), readOnly ? "yes" : "no");
        try {
            return Files.writeString(folder.resolve("smb.conf"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeFolder(String name) {
        try {
            Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
