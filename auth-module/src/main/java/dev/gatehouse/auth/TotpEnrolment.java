package dev.gatehouse.auth;

/**
 * A secret for an authenticator app, shown once.
 *
 * @param secret in Base32 (RFC 4648), for typing
 * @param otpauthUri the same as a Key URI, for a link
 * @param qrCode the URI as a picture: a {@code data:image/png;base64,} URI
 */
public record TotpEnrolment(String secret, String otpauthUri, String qrCode) {

    @Override
    public String toString() {
        return "TotpEnrolment[hidden]";
    }
}
