package dev.gatehouse.web.testing;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gatehouse.web.testing.Api.Call;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Tests against a server as it runs in earnest: a database of its own, two roles, real mail, behind a proxy that ends
 * TLS. All of them share one, which lives until the last test is through.
 */
@ExtendWith(InProduction.Start.class)
public abstract class InProduction {

    protected static final String HOST = "accounts.example.org";
    protected static final String KEY = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=";
    protected static final String ADMIN = "olga@example.org";
    protected static final String ADMIN_PASSWORD = "Orlova-Horse-42";
    protected static final String MAIL_PASSWORD = "Smtp-Cuckoo-9";

    protected static int databasePort;
    protected static GreenMail mail;
    protected static GatehouseProcess server;
    protected static Rows rows;

    private static Site site;

    @BeforeAll
    static void arrive() {
        databasePort = site.databasePort;
        mail = site.mail;
        server = site.server;
        rows = Rows.of(site.postgres::superuser);
    }

    protected static Call call(String method, String path) {
        return server.api().call(method, path).header("Host", HOST);
    }

    protected static ReceivedMail received(String address) {
        return ReceivedMail.at(mail, address).isWellFormed("https://" + HOST);
    }

    /** Starts everything for the first class that asks. */
    static final class Start implements BeforeAllCallback {

        @Override
        public void beforeAll(ExtensionContext context) {
            site = context.getRoot()
                    .getStore(Namespace.GLOBAL)
                    .getOrComputeIfAbsent(Site.class, key -> new Site(), Site.class);
        }
    }

    /** The server and what it stands beside. */
    static final class Site implements AutoCloseable {

        private final int databasePort = GatehouseProcess.freePort();
        private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        private final GatehouseProcess server;
        private final ExternalPostgres postgres;

        /** The server comes first: it is to wait for its database. */
        Site() {
            mail.start();
            GreenMailUser post = mail.setUser("post@example.org", "post", MAIL_PASSWORD);
            server = GatehouseProcess.launched("production", GatehouseProcess.freePort(), environment(post));
            Patience.until("a waiting server", Duration.ofSeconds(60), () -> server.log()
                    .contains("Waiting up to 60 s"));
            postgres = ExternalPostgres.startedOn(databasePort);
            server.awaitReady();
        }

        private Map<String, String> environment(GreenMailUser post) {
            return Map.of(
                    "ENVIRONMENT",
                    "production",
                    "PUBLIC_URL",
                    "https://" + HOST,
                    "DATABASE_URL",
                    ExternalPostgres.application(databasePort),
                    "DATABASE_OWNER_URL",
                    ExternalPostgres.owner(databasePort),
                    "ENCRYPTION_KEY",
                    KEY,
                    "SMTP_URL",
                    "smtp://" + post.getLogin() + ":" + MAIL_PASSWORD + "@127.0.0.1:"
                            + mail.getSmtp().getPort(),
                    "ADMIN_EMAIL",
                    ADMIN,
                    "ADMIN_PASSWORD",
                    ADMIN_PASSWORD,
                    "GATEHOUSE_DATA",
                    GatehouseProcess.freshData("production").toString());
        }

        @Override
        public void close() {
            server.close();
            mail.stop();
            postgres.close();
        }
    }
}
