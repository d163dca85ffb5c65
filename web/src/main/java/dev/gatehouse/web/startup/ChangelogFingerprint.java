package dev.gatehouse.web.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All changelogs as one hash: a database that was brought to it needs no migration. */
final class ChangelogFingerprint {

    private static final Pattern INCLUDED = Pattern.compile("<include\\s+file=\"([^\"]+)\"");

    private final MessageDigest digest;

    private ChangelogFingerprint(MessageDigest digest) {
        this.digest = digest;
    }

    /** The role is part of it, because the grants name it. */
    static String of(String changelog, String applicationRole) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(applicationRole.getBytes(StandardCharsets.UTF_8));
            new ChangelogFingerprint(digest).add(changelog);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(String file) {
        byte[] content = read(file);
        digest.update((byte) 0);
        digest.update(file.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(content);
        if (file.endsWith(".xml")) {
            Matcher included = INCLUDED.matcher(new String(content, StandardCharsets.UTF_8));
            while (included.find()) {
                add(included.group(1));
            }
        }
    }

    private static byte[] read(String file) {
        try (InputStream in = ChangelogFingerprint.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the changelog " + file + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
