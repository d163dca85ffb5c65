package dev.gatehouse.web.testing;

import jakarta.json.JsonObject;
import java.util.UUID;

/** Makes people who have come as far as a test needs them. Nobody is made twice. */
public final class People {

    public static final String PASSWORD = "Correct-Horse-42";

    private final Api api;
    private final Mailbox mailbox;

    People(Api api, Mailbox mailbox) {
        this.api = api;
        this.mailbox = mailbox;
    }

    /** People of another server than the one under test. */
    public static People of(Api api) {
        return new People(api, new Mailbox(api));
    }

    /** Somebody at one of their devices. */
    public record SignedIn(UUID id, String email, UUID session, String accessToken, String refreshToken) {}

    /** An address that nobody has used. */
    public String address() {
        return "p" + UUID.randomUUID().toString().replace("-", "") + "@people.example.org";
    }

    /** Signs up and does not look at the mail. */
    public String signedUp() {
        String address = address();
        signUp(address, PASSWORD).hasStatus(202);
        return address;
    }

    public Answer signUp(String address, String password) {
        return api.post("/api/auth/signup")
                .json(
                        "email",
                        address,
                        "password",
                        password,
                        "firstName",
                        "Ada",
                        "lastName",
                        "Lovelace",
                        "acceptTerms",
                        true)
                .send();
    }

    public Answer verify(String address, String password) {
        return api.post("/api/auth/verify-email")
                .json("token", mailbox.newestTo(address).token(), "password", password)
                .send();
    }

    public String verified() {
        String address = signedUp();
        verify(address, PASSWORD).hasStatus(200);
        return address;
    }

    public SignedIn signedIn() {
        return signIn(verified());
    }

    /** Another session of the same person. */
    public SignedIn signIn(String address) {
        return signedIn(logIn(address, PASSWORD).hasStatus(200));
    }

    public Answer logIn(String address, String password) {
        return api.post("/api/auth/login")
                .json("email", address, "password", password)
                .send();
    }

    /** Somebody who sets up second factors. */
    public Member member(Rows rows) {
        return new Member(api, mailbox, rows, signedIn());
    }

    /** Who got this token answer. */
    public static SignedIn signedIn(Answer answer) {
        JsonObject json = answer.json();
        JsonObject user = json.getJsonObject("user");
        String accessToken = json.getString("accessToken");
        return new SignedIn(
                UUID.fromString(user.getString("id")),
                user.getString("email"),
                UUID.fromString(Tokens.claims(accessToken).getString("sid")),
                accessToken,
                json.getString("refreshToken"));
    }
}
