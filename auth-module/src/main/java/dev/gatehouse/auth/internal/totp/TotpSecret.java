package dev.gatehouse.auth.internal.totp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/** The secret that an authenticator app and this server share: 160 bits, HMAC-SHA-1, 6 digits (RFC 6238, RFC 4226). */
record TotpSecret(byte[] bytes) {

    private static final String ALGORITHM = "HmacSHA1";
    private static final int LENGTH = 20;
    private static final int MODULUS = 1_000_000;

    static TotpSecret draw(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new TotpSecret(bytes);
    }

    /** For typing (RFC 4648); 160 bits need no padding. */
    String base32() {
        return Base32.toBase32String(bytes);
    }

    /** The code of a step: half minutes since 1970. */
    String code(long step) {
        byte[] hash = hmac(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        // RFC 4226 section 5.3, dynamic truncation
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
        return "%06d".formatted(number % MODULUS);
    }

    /** The step that this is the code of, one to either side of the current one at most (RFC 6238 section 5.2). */
    OptionalLong stepOf(String code, long current) {
        return LongStream.of(current, current - 1, current + 1)
                .filter(step -> MessageDigest.isEqual(code(step).getBytes(US_ASCII), code.getBytes(US_ASCII)))
                .findFirst();
    }

    private byte[] hmac(byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "TotpSecret[hidden]";
    }
}
