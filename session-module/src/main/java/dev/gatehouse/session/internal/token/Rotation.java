package dev.gatehouse.session.internal.token;

/** How a token was followed by another: with the token itself, enough to find its successor again. */
public record Rotation(int keyId, byte[] salt, RefreshToken successor) {

    @Override
    public String toString() {
        return "Rotation[" + successor.sessionId() + "]";
    }
}
