package dev.gatehouse.web.startup;

import dev.gatehouse.auth.FirstAdmin;
import dev.gatehouse.web.text.FieldErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.logging.Logger;

/** Sees to the first admin at the start: as configured, or by a link for whoever reads the log. */
@ApplicationScoped
class FirstAdminNotice {

    private static final Logger LOG = Logger.getLogger(FirstAdminNotice.class.getName());

    private final FirstAdmin firstAdmin;
    private final Settings settings;

    @Inject
    FirstAdminNotice(FirstAdmin firstAdmin, Settings settings) {
        this.firstAdmin = firstAdmin;
        this.settings = settings;
    }

    /** @throws InvalidSettings if the configured admin cannot be made */
    void give() {
        FirstAdmin.Preparation preparation = firstAdmin.prepare();
        if (!preparation.faults().isEmpty()) {
            List<String> faults = preparation.faults().stream()
                    .map(fault -> (fault.field().equals("email") ? "ADMIN_EMAIL: " : "ADMIN_PASSWORD: ")
                            + FieldErrors.message(fault, Locale.ENGLISH))
                    .toList();
            throw new InvalidSettings(faults);
        }
        preparation
                .token()
                .ifPresent(token -> LOG.info("There is no admin yet. This link makes the first one; it works once and"
                        + " for 24 hours: " + settings.publicUrl() + "/admin/setup?token=" + token));
    }
}
