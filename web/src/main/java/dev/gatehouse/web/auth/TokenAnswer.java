package dev.gatehouse.web.auth;

/**
 * What a client gets when it is signed in.
 *
 * @param token the access token again, for older clients
 * @param expiresIn seconds until the access token expires
 */
public record TokenAnswer(
        String accessToken, String token, String refreshToken, long expiresIn, String tokenType, UserView user) {

    @Override
    public String toString() {
        return "TokenAnswer[" + user.id() + "]";
    }
}
