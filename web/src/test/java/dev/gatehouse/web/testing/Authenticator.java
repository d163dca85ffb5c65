package dev.gatehouse.web.testing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app that knows one secret (RFC 6238), written from the standard and not from our code. */
public final class Authenticator {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final long STEP = 30_000;
    private static final long NEAR_THE_END = 6_000;

    private final byte[] secret;

    /** @param base32 as it is typed in */
    public Authenticator(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        int buffer = 0;
        int bits = 0;
        for (char letter : base32.toCharArray()) {
            buffer = buffer << 5 | BASE32.indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (buffer >> bits));
            }
        }
        secret = bytes.array();
    }

    /** How many bits the secret has. */
    public int bits() {
        return secret.length * 8;
    }

    /** The secret as a database shows bytes. */
    public String hex() {
        return HexFormat.of().formatHex(secret);
    }

    public String code() {
        return code(0);
    }

    /** The code of so many half minutes from now; never asked for shortly before the next one comes. */
    public String code(int later) {
        long left = STEP - Clock.systemUTC().millis() % STEP;
        if (left < NEAR_THE_END) {
            Patience.pause(left + 50);
        }
        return at(Clock.systemUTC().millis() / STEP + later);
    }

    /** One that is wrong for hours. */
    public String wrongCode() {
        return code(-1000);
    }

    private String at(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "RAW"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
