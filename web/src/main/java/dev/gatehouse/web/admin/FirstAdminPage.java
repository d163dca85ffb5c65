package dev.gatehouse.web.admin;

import dev.gatehouse.auth.FirstAdmin;
import dev.gatehouse.auth.HashingOverloaded;
import dev.gatehouse.web.auth.NewOwnerForm;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.PageText;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Makes the first admin, for whoever has the link out of the log. Without one that works, there is no such page. */
@Named
@RequestScoped
public class FirstAdminPage {

    @Inject
    private FirstAdmin firstAdmin;

    @Inject
    private FormErrors errors;

    @Inject
    private PageText text;

    @Inject
    private NewOwnerForm owner;

    @Inject
    private HttpServletRequest request;

    private String token;

    @PostConstruct
    void read() {
        token = request.getParameter("token");
    }

    /** Before the page is shown. */
    public void open() {
        if (!firstAdmin.awaits(token)) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
    }

    public void setUp() {
        try {
            FirstAdmin.Outcome outcome = firstAdmin.setUp(
                    token,
                    new FirstAdmin.NewAdmin(
                            owner.getEmail(),
                            owner.getPassword(),
                            owner.getFirstName(),
                            owner.getLastName(),
                            Optional.of(text.getLocale())),
                    RequestOrigin.of(request));
            if (outcome instanceof FirstAdmin.Outcome.Invalid invalid) {
                errors.report(invalid.errors());
            } else if (outcome instanceof FirstAdmin.Outcome.Done) {
                WayOn.to("/admin/login", Notice.ADMIN_READY);
            } else {
                throw new ProblemException(ProblemCode.NOT_FOUND);
            }
        } catch (HashingOverloaded e) {
            errors.reportBusy(e);
        }
    }

    public String getToken() {
        return token;
    }
}
