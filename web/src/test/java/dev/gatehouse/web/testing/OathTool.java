package dev.gatehouse.web.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program {@code oathtool} with the secret of a QR code: an authenticator app that others have written. */
public final class OathTool {

    private static final Pattern SECRET = Pattern.compile("[?&]secret=([A-Z2-7]+)");
    private static final long STEP = 30;

    private final String secret;

    private OathTool(String secret) {
        this.secret = secret;
    }

    public static OathTool scanning(String otpauthUri) {
        Matcher found = SECRET.matcher(otpauthUri);
        if (!found.find()) {
            throw new AssertionError("no secret in " + otpauthUri);
        }
        return new OathTool(found.group(1));
    }

    public String code() {
        return at(Clock.systemUTC().instant().getEpochSecond());
    }

    /** The code of the next half minute, which the server takes already. */
    public String nextCode() {
        return at(Clock.systemUTC().instant().getEpochSecond() + STEP);
    }

    private String at(long second) {
        try {
            Process process = new ProcessBuilder("oathtool", "--totp", "--base32", "--now=@" + second, "-")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().write((secret + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().close();
            String code = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (!code.matches("[0-9]{6}")) {
                throw new AssertionError("oathtool says " + code);
            }
            return code;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
