package dev.gatehouse.audit.internal;

import dev.gatehouse.audit.AuditEvent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The part of an event that can be erased. The event itself keeps only a commitment to it: once the row with the
 * salt is gone nobody can find out, not even by trying all addresses, what was committed to, and yet whatever
 * proves the event still holds.
 *
 * <p>The commitment is public and fixed, because verifiers outside this program recompute it. It is
 * HMAC-SHA-256 (RFC 2104, 32 bytes) with the 32 bytes of {@code audit.personal_data.salt} as the key, over
 *
 * <pre>
 * message = %x01 field(email) field(ip_address) field(user_agent)
 * field   = %x00                                  if the column is NULL
 *         | %x01 length text                      otherwise
 * length  = number of bytes of text, 4 bytes, unsigned, big-endian
 * text    = the column's value in UTF-8, byte for byte as stored
 * </pre>
 *
 * <p>The first byte is the version of this encoding. The empty string and NULL differ. Example: with the salt
 * {@code 00 01 … 1f}, the address {@code ada@example.org}, {@code 192.0.2.1} and no agent, the message is
 * {@code 01 01 0000000f 616461406578616d706c652e6f7267 01 00000009 3139322e302e322e31 00}.
 */
record PersonalData(Optional<String> email, Optional<String> ipAddress, Optional<String> userAgent) {

    static final int SALT_BYTES = 32;

    private static final byte ENCODING_VERSION = 1;
    private static final byte ABSENT = 0;
    private static final byte PRESENT = 1;
    private static final int MAX_EMAIL = 320;
    private static final int MAX_ADDRESS = 64;
    private static final int MAX_AGENT = 512;

    /** The event's personal data as it will be stored. */
    static PersonalData of(AuditEvent event) {
        return new PersonalData(
                event.email().map(text -> StorableText.of(text, MAX_EMAIL)),
                event.origin().ipAddress().map(text -> StorableText.of(text, MAX_ADDRESS)),
                event.origin().userAgent().map(text -> StorableText.of(text, MAX_AGENT)));
    }

    boolean isEmpty() {
        return fields().allMatch(Optional::isEmpty);
    }

    byte[] commitment(byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            return mac.doFinal(encoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] encoded() {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(ENCODING_VERSION);
        fields().forEach(field -> field.ifPresentOrElse(text -> append(text, message), () -> message.write(ABSENT)));
        return message.toByteArray();
    }

    private static void append(String text, ByteArrayOutputStream message) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        message.write(PRESENT);
        message.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        message.writeBytes(bytes);
    }

    private Stream<Optional<String>> fields() {
        return Stream.of(email, ipAddress, userAgent);
    }

    /** Personal data has no place in logs. */
    @Override
    public String toString() {
        return "PersonalData[…]";
    }
}
