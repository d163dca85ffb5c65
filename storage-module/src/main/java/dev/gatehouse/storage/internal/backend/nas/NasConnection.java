package dev.gatehouse.storage.internal.backend.nas;

import com.hierynomus.mssmb2.SMB2Dialect;
import com.hierynomus.security.bc.BCSecurityProvider;
import com.hierynomus.smbj.SMBClient;
import com.hierynomus.smbj.SmbConfig;
import com.hierynomus.smbj.auth.AuthenticationContext;
import com.hierynomus.smbj.connection.Connection;
import com.hierynomus.smbj.share.DiskShare;
import dev.gatehouse.storage.NasSettings;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A connection to the share, signed in; used by one thread at a time. */
final class NasConnection implements AutoCloseable {

    /** The most that one message carries; {@link BoundedSockets} tells why it is not more. */
    static final int MESSAGE_BYTES = 128 * 1024;

    private static final Logger LOG = Logger.getLogger(NasConnection.class.getName());
    private static final int CONNECT_MILLIS = 3_000;
    private static final int ANSWER_SECONDS = 10;

    /** It tells each connection's story, and each cut as an error; what matters of that we say ourselves. */
    private static final Logger LIBRARY = Logger.getLogger("com.hierynomus");

    static {
        LIBRARY.setLevel(Level.OFF);
    }

    private final SMBClient client;
    private final Connection connection;
    private final DiskShare share;
    private final long openedAt = System.nanoTime();

    private NasConnection(SMBClient client, Connection connection, DiskShare share) {
        this.client = client;
        this.connection = connection;
        this.share = share;
    }

    static NasConnection opened(NasSettings settings) throws IOException {
        // A client shares its connections between all who ask; one each is what keeps a write from waiting.
        SMBClient client = new SMBClient(configuration());
        Connection connection = null;
        try {
            connection = client.connect(settings.host(), settings.port());
            DiskShare share =
                    (DiskShare) connection.authenticate(credentials(settings)).connectShare(settings.share());
            return new NasConnection(client, connection, share);
        } catch (IOException | RuntimeException e) {
            drop(connection, client);
            throw e;
        }
    }

    DiskShare share() {
        return share;
    }

    boolean isOpen() {
        return connection.isConnected();
    }

    long age() {
        return System.nanoTime() - openedAt;
    }

    /** At once, without a word to a server that may not listen. */
    @Override
    public void close() {
        drop(connection, client);
    }

    private static void drop(Connection connection, SMBClient client) {
        try {
            if (connection != null) {
                connection.close(true);
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.FINE, "A connection to the NAS is given up", e);
        }
        client.close();
    }

    /** Whether to sign and to encrypt is agreed with the server; SMB 1 is not even offered. */
    private static SmbConfig configuration() {
        return SmbConfig.builder()
                // Servers join connections of one client into channels of one session, which these are not.
                .withClientGuid(UUID.randomUUID())
                .withDialects(
                        SMB2Dialect.SMB_3_1_1,
                        SMB2Dialect.SMB_3_0_2,
                        SMB2Dialect.SMB_3_0,
                        SMB2Dialect.SMB_2_1,
                        SMB2Dialect.SMB_2_0_2)
                .withMultiProtocolNegotiate(false)
                .withDfsEnabled(false)
                .withSecurityProvider(new BCSecurityProvider())
                .withSocketFactory(new BoundedSockets(CONNECT_MILLIS, MESSAGE_BYTES))
                .withBufferSize(MESSAGE_BYTES)
                .withTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .build();
    }

    private static AuthenticationContext credentials(NasSettings settings) {
        String[] parts = settings.username().split("\\\\", 2);
        boolean inDomain = parts.length == 2;
        return new AuthenticationContext(
                parts[inDomain ? 1 : 0], settings.password().toCharArray(), inDomain ? parts[0] : "");
    }
}
