package dev.gatehouse.storage;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** What a client has computed over the bytes that it sends, so that damage on the way is noticed. */
public final class PieceChecksum {

    /** The ways to compute it; MD5 and SHA-1 find damage, which is all that is asked of them. */
    public enum Algorithm {
        MD5("md5", "MD5"),
        SHA1("sha1", "SHA-1"),
        SHA256("sha256", "SHA-256"),
        SHA512("sha512", "SHA-512");

        private final String label;
        private final String digest;

        Algorithm(String label, String digest) {
            this.label = label;
            this.digest = digest;
        }

        /** As clients write it. */
        public String label() {
            return label;
        }

        public static Optional<Algorithm> labelled(String label) {
            return Arrays.stream(values())
                    .filter(algorithm -> algorithm.label.equals(label))
                    .findFirst();
        }
    }

    private final Algorithm algorithm;
    private final byte[] value;

    public PieceChecksum(Algorithm algorithm, byte[] value) {
        this.algorithm = algorithm;
        this.value = value.clone();
    }

    /** What to feed with the bytes. */
    public MessageDigest digest() {
        try {
            return MessageDigest.getInstance(algorithm.digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether this is what the client has computed. */
    public boolean isOf(MessageDigest fed) {
        return MessageDigest.isEqual(value, fed.digest());
    }
}
