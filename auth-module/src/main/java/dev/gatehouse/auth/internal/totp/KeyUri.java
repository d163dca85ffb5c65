package dev.gatehouse.auth.internal.totp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** A secret as authenticator apps take it (the "Key Uri Format" of Google Authenticator's wiki). */
final class KeyUri {

    private KeyUri() {}

    /**
     * @param issuer the installation, without a colon
     * @param account whose secret it is
     */
    static String of(TotpSecret secret, String issuer, String account) {
        return "otpauth://totp/" + encoded(issuer) + ":" + encoded(account) + "?secret=" + secret.base32() + "&issuer="
                + encoded(issuer) + "&algorithm=SHA1&digits=6&period=30";
    }

    /** RFC 3986: apps show a plus sign where form encoding meant a space. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A");
    }
}
