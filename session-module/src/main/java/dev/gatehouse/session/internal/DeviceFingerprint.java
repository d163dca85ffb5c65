package dev.gatehouse.session.internal;

import dev.gatehouse.session.internal.token.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What tells the client of a session from others: its program and its known-device cookie, each as a hash. Of the
 * headers only {@code User-Agent} is the same for pages and for scripts, over plain HTTP and over TLS, at home and abroad;
 * its version numbers are left out, or every update of a browser would look like another device.
 *
 * @param device empty where no cookie came, which many programs never send
 */
record DeviceFingerprint(String program, Optional<String> device) {

    private static final String VERSIONS = "[0-9]+([._][0-9]+)*+";
    private static final int HASH_BYTES = 15;
    private static final String SEPARATOR = ".";

    static DeviceFingerprint of(Optional<String> userAgent, Optional<String> deviceCookie) {
        return new DeviceFingerprint(
                hash(userAgent.orElse("").replaceAll(VERSIONS, "")), deviceCookie.map(DeviceFingerprint::hash));
    }

    static DeviceFingerprint parse(String text) {
        String[] parts = text.split("\\" + SEPARATOR, 2);
        return new DeviceFingerprint(
                parts[0], parts.length == 2 ? Optional.of(parts[1]).filter(part -> !part.isEmpty()) : Optional.empty());
    }

    String text() {
        return program + SEPARATOR + device.orElse("");
    }

    /** Whether nothing speaks against its being the same client; a cookie that did not come does not. */
    boolean mayBe(DeviceFingerprint known) {
        boolean sameDevice = device.isEmpty() || known.device.isEmpty() || device.equals(known.device);
        return program.equals(known.program) && sameDevice;
    }

    /** What is known of the client once this is what it looks like. */
    DeviceFingerprint after(DeviceFingerprint known) {
        return new DeviceFingerprint(program, device.or(known::device));
    }

    private static String hash(String text) {
        byte[] hash = Secret.hash(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH_BYTES));
    }
}
