package dev.gatehouse.web.testing;

import java.io.File;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests against the built WAR, from outside. All of them talk to one server and share nothing but it. */
@ExtendWith(ArquillianExtension.class)
public abstract class OverHttp {

    /** The server under test. */
    protected static final Server SERVER = Server.underTest();

    protected final Api api = new Api(SERVER.url());
    protected final Mailbox mailbox = new Mailbox(api);
    protected final People people = new People(api, mailbox);
    protected final Rows rows = SERVER.rows();
    protected final Operators operators = new Operators(api, people, rows);

    /** All tests have one address, and together more wrong passwords than one address may try. */
    @BeforeEach
    protected void forgetFailures() {
        rows.change("DELETE FROM auth.login_throttle");
    }

    @Deployment(testable = false)
    public static WebArchive gatehouse() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("gatehouse.war")));
    }
}
