package dev.gatehouse.web.testing;

import dev.gatehouse.web.testing.Api.Call;
import java.util.UUID;
import org.assertj.core.api.Assertions;

/** Makes admins, past the application, which would let one admin invite the next. */
public final class Operators {

    private final Api api;
    private final People people;
    private final Rows rows;

    public Operators(Api api, People people, Rows rows) {
        this.api = api;
        this.people = people;
        this.rows = rows;
    }

    /** An admin at one of their devices. */
    public record Operator(UUID id, String email, UUID session, String accessToken, String refreshToken) {}

    /** The address of a new admin, whose password is {@link People#PASSWORD}. */
    public String made(String role) {
        String user = people.verified();
        String address = "admin-" + user;
        int made = rows.change(
                "INSERT INTO auth.admin_account (id, email, password_hash, first_name, last_name, role)"
                        + " SELECT gen_random_uuid(), ?, password_hash, 'Olga', 'Orlova', ? FROM auth.account"
                        + " WHERE email = ?",
                address,
                role,
                user);
        Assertions.assertThat(made).isOne();
        return address;
    }

    public Operator signedIn(String role) {
        return signIn(made(role));
    }

    /** Another session of the same admin. */
    public Operator signIn(String address) {
        People.SignedIn in = People.signedIn(logIn(address, People.PASSWORD).hasStatus(200));
        return new Operator(in.id(), address, in.session(), in.accessToken(), in.refreshToken());
    }

    public Answer logIn(String address, String password) {
        return api.post("/api/admin/login")
                .json("email", address, "password", password)
                .send();
    }

    /** A browser in which the admin has just signed in to the console. */
    public Browser browser(String address) {
        Browser browser = new Browser(api);
        browser.submit("/admin/login", "adminSignIn", "email", address, "password", People.PASSWORD)
                .hasStatus(303);
        browser.cookie("gatehouse_session").orElseThrow(() -> new AssertionError("No session for " + address));
        return browser;
    }

    public Call get(String path, Operator as) {
        return api.get("/api/admin" + path).bearer(as.accessToken());
    }

    public Call post(String path, Operator as) {
        return api.post("/api/admin" + path).bearer(as.accessToken());
    }

    public Call patch(String path, Operator as) {
        return api.patch("/api/admin" + path).bearer(as.accessToken());
    }

    public Call delete(String path, Operator as) {
        return api.delete("/api/admin" + path).bearer(as.accessToken());
    }

    /** Invites and tells what the invited find in the mail. */
    public String invitation(String address, String role, Operator by) {
        return post("/invitations", by)
                .json("email", address, "role", role)
                .send()
                .hasStatus(201)
                .text("token");
    }
}
