package dev.gatehouse.seed;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Somebody who is signed in at one of their devices. */
record Session(Device device, String accessToken, String refreshToken) {

    static Session of(Device device, Answer tokens) {
        return new Session(device, tokens.field("accessToken"), tokens.field("refreshToken"));
    }

    /** Its id, which the access token names as {@code sid}. */
    String id() {
        byte[] claims = Base64.getUrlDecoder().decode(accessToken.split("\\.")[1]);
        return new Answer(200, new String(claims, StandardCharsets.UTF_8)).field("sid");
    }
}
