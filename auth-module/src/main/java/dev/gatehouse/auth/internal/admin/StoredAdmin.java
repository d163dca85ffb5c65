package dev.gatehouse.auth.internal.admin;

import dev.gatehouse.auth.AdminAccount;
import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.internal.holder.StoredHolder;
import dev.gatehouse.session.StartedSession;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** An admin's account as it lies in the database. Its address was proven before it was made. */
@Entity
@Table(schema = "auth", name = "admin_account")
public class StoredAdmin extends StoredHolder {

    private String role;

    protected StoredAdmin() {}

    @Override
    public Holder holder() {
        return new Holder(Holder.Kind.ADMIN, id());
    }

    @Override
    public boolean verified() {
        return true;
    }

    @Override
    public String group() {
        return role;
    }

    AdminRole role() {
        return AdminRole.named(role).orElseThrow();
    }

    /** May do other things from now on. */
    void become(AdminRole other, Instant now) {
        role = other.wireName();
        changed(now);
    }

    @Override
    public String salutation() {
        return firstName();
    }

    AdminAccount view() {
        return new AdminAccount(
                id(),
                email(),
                firstName(),
                lastName(),
                role(),
                locale(),
                secondFactor(),
                disabledAt(),
                createdAt(),
                lastLoginAt());
    }

    @Override
    public LoginOutcome welcome(StartedSession session) {
        return new LoginOutcome.AdminSignedIn(view(), session);
    }
}
