package dev.gatehouse.web.startup;

import dev.gatehouse.session.SigningKeys;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Tells the container's MicroProfile JWT which tokens are ours: our public keys and our issuer. The container makes
 * it outside CDI, hence the static field.
 */
public class PublishedKeys implements ConfigSource {

    private static final String KEYS = "mp.jwt.verify.publickey";
    private static final String ISSUER = "mp.jwt.verify.issuer";
    private static final String ALGORITHM = "mp.jwt.verify.publickey.algorithm";
    private static final int ABOVE_FILES_AND_ENVIRONMENT = 500;

    private static volatile SigningKeys signingKeys;

    static void publish(SigningKeys keys) {
        signingKeys = keys;
    }

    @Override
    public String getValue(String name) {
        SigningKeys keys = signingKeys;
        if (keys == null) {
            return null;
        }
        return switch (name) {
            case KEYS -> keys.publicKeySet();
            case ISSUER -> Settings.current().sessions().issuer();
            case ALGORITHM -> "ES256";
            default -> null;
        };
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of(KEYS, ISSUER, ALGORITHM);
    }

    @Override
    public Map<String, String> getProperties() {
        return Map.of();
    }

    @Override
    public String getName() {
        return "gatehouse-keys";
    }

    @Override
    public int getOrdinal() {
        return ABOVE_FILES_AND_ENVIRONMENT;
    }
}
