package dev.gatehouse.auth.internal.device;

import com.google.crypto.tink.prf.PrfSet;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The names of counters and devices: HMACs of what they stand for under a key of the server, so that the tables hold no
 * addresses. Another {@code ENCRYPTION_KEY} in first place starts the counters anew.
 */
@ApplicationScoped
public class ClientKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_LENGTH = 32;

    private final SecretKeySpec key;

    @Inject
    ClientKeys(PrfSet secrets) throws GeneralSecurityException {
        byte[] purpose = "gatehouse throttle: names, 1".getBytes(StandardCharsets.US_ASCII);
        this.key = new SecretKeySpec(
                secrets.getPrfs().get(secrets.getPrimaryId()).compute(purpose, KEY_LENGTH), ALGORITHM);
    }

    /** What tells devices apart that bring no cookie: network and user agent. */
    public byte[] fingerprint(Client client) {
        return of(
                "fingerprint",
                Network.of(client).orElse(""),
                client.origin().userAgent().orElse(""));
    }

    /** A counter of this holder. */
    public byte[] ofHolder(Holder holder, String scope, byte[] device) {
        Mac mac = begun(scope, holder.kind().name(), holder.id().toString());
        return mac.doFinal(device);
    }

    public byte[] of(String... parts) {
        return begun(parts).doFinal();
    }

    private Mac begun(String... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String part : parts) {
                mac.update(part.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
            }
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
