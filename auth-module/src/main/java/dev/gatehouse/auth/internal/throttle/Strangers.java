package dev.gatehouse.auth.internal.throttle;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.device.ClientKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;

/**
 * Names a holder for what has no account, so that it is throttled just as an account is. The name follows from the
 * address under a key of the server: the rows do not tell who was tried.
 */
@ApplicationScoped
public class Strangers {

    private static final int MAX_LENGTH = 254;

    private final ClientKeys keys;

    @Inject
    Strangers(ClientKeys keys) {
        this.keys = keys;
    }

    /** The same for all spellings of an address, and some holder for a text that is no address. */
    public Holder holder(Holder.Kind kind, String typed) {
        String normal = EmailAddress.parse(typed).map(EmailAddress::value).orElseGet(() -> folded(typed));
        ByteBuffer key = ByteBuffer.wrap(keys.of("stranger", kind.name(), normal));
        return new Holder(kind, new UUID(key.getLong(), key.getLong()));
    }

    private static String folded(String text) {
        String cut = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
        return Normalizer.normalize(cut, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
