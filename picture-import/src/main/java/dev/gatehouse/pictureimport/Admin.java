package dev.gatehouse.pictureimport;

/** The sign-in and sign-out of the admin who brings the pictures. */
final class Admin {

    private final Api api;

    Admin(Api api) {
        this.api = api;
    }

    void signIn(String address) {
        Answer answer = api.post("/api/admin/login", Json.object("email", address, "password", Secrets.password()))
                .expect(200);
        if (answer.field("challengeToken").isPresent()) {
            String challenge = answer.required("challengeToken");
            answer = api.post("/api/admin/verify-2fa", Json.object("challengeToken", challenge, "code", Secrets.code()))
                    .expect(200);
        }
        api.signedIn(answer);
        String role = answer.required("role");
        if (!role.equals("admin")) {
            signOut();
            throw new ImportRefused("This needs the role admin; " + address + " has the role " + role);
        }
    }

    void signOut() {
        api.post("/api/admin/logout", "{}");
    }
}
