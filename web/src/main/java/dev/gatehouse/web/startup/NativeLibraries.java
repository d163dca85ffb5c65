package dev.gatehouse.web.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where Conscrypt and JNA (Argon2) unpack their native libraries: a {@code /tmp} mounted noexec would break both. */
final class NativeLibraries {

    private static final Logger LOG = Logger.getLogger(NativeLibraries.class.getName());

    private NativeLibraries() {}

    /** To be called before either library is touched. What the administrator has set stays. */
    static void unpackBelow(Path data) {
        Path folder = data.resolve("native").toAbsolutePath();
        try {
            PrivateFiles.createDirectories(folder);
            for (String property : new String[] {"org.conscrypt.tmpdir", "jna.tmpdir"}) {
                System.getProperties().putIfAbsent(property, folder.toString());
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Native libraries are unpacked in the temporary folder, because {0}", e.toString());
        }
    }
}
