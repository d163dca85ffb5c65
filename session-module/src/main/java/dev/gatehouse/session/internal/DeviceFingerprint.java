package dev.gatehouse.session.internal;

import dev.gatehouse.session.ClientMarks;
import dev.gatehouse.session.internal.token.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What tells the client of a session from others: its program, and marks of which none need come, each as a hash. Of the
 * program's {@code User-Agent} the version numbers are left out, or every update of a browser would look like another
 * device. {@code Accept-Language} is not looked at: programs set it for each call, and people change it.
 *
 * @param marks the known-device cookie and the hints, always in this order; empty where one did not come
 */
record DeviceFingerprint(String program, List<Optional<String>> marks) {

    private static final String VERSIONS = "[0-9]+([._][0-9]+)*+";
    private static final int HASH_BYTES = 15;
    private static final int MARKS = 3;
    private static final String SEPARATOR = ".";

    DeviceFingerprint {
        marks = List.copyOf(marks);
    }

    static DeviceFingerprint of(Optional<String> userAgent, ClientMarks client) {
        return new DeviceFingerprint(
                hash(userAgent.orElse("").replaceAll(VERSIONS, "")),
                Stream.of(client.device(), client.platform(), client.mobile())
                        .map(mark -> mark.map(DeviceFingerprint::hash))
                        .toList());
    }

    /** Of those that were written when there were fewer marks the others have not come. */
    static DeviceFingerprint parse(String text) {
        String[] parts = text.split("\\" + SEPARATOR, -1);
        return new DeviceFingerprint(
                parts[0],
                IntStream.rangeClosed(1, MARKS)
                        .mapToObj(i -> i < parts.length ? parts[i] : "")
                        .map(part -> Optional.of(part).filter(found -> !found.isEmpty()))
                        .toList());
    }

    String text() {
        List<String> written = marks.stream().map(mark -> mark.orElse("")).toList();
        return program + SEPARATOR + String.join(SEPARATOR, written);
    }

    /** Whether nothing speaks against its being the same client; a mark that did not come does not. */
    boolean mayBe(DeviceFingerprint known) {
        return program.equals(known.program)
                && IntStream.range(0, MARKS).allMatch(i -> alike(marks.get(i), known.marks.get(i)));
    }

    private static boolean alike(Optional<String> one, Optional<String> other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    /** What is known of the client once this is what it looks like. */
    DeviceFingerprint after(DeviceFingerprint known) {
        return new DeviceFingerprint(
                program,
                IntStream.range(0, MARKS)
                        .mapToObj(i -> marks.get(i).or(() -> known.marks.get(i)))
                        .toList());
    }

    private static String hash(String text) {
        byte[] hash = Secret.hash(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH_BYTES));
    }
}
