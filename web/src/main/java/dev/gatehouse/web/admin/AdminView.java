package dev.gatehouse.web.admin;

import dev.gatehouse.auth.AdminAccount;
import java.util.UUID;

/** An admin in the answers to their own calls. */
public record AdminView(UUID id, String email, String firstName, String lastName, String role) {

    static AdminView of(AdminAccount admin) {
        return new AdminView(
                admin.id(),
                admin.email(),
                admin.firstName(),
                admin.lastName(),
                admin.role().wireName());
    }
}
