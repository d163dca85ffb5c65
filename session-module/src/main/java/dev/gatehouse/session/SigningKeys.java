package dev.gatehouse.session;

/** The ES256 keys that sign access tokens: made at the first start, stored encrypted. */
public interface SigningKeys {

    /** The public keys as a JWK set (RFC 7517): the current one, the next and the previous while they overlap. */
    String publicKeySet();

    /** Makes the first key if there is none and loads what is there. Called once, after migration. */
    void prepare();
}
