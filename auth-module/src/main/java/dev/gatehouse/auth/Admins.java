package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The accounts of those who look after the others. */
public interface Admins {

    /** Empty for an id that no admin has, and for a disabled admin. */
    Optional<AdminAccount> find(UUID adminId);

    /** All of them, the disabled ones too, by address. */
    List<AdminAccount> all();

    /**
     * Changes role or standing and records {@code admin.admin_changed} for each that differs. What its access tokens
     * could do ends with them; disabling ends its sessions too. The last enabled admin of role {@link AdminRole#ADMIN}
     * stays what it is, also if two are changed at once.
     *
     * @param role empty to keep it
     * @param disabled empty to keep it
     * @param actor the admin who decides
     */
    AdminChangeOutcome change(
            UUID adminId, Optional<AdminRole> role, Optional<Boolean> disabled, UUID actor, Origin origin);
}
