package dev.gatehouse.web.auth;

import dev.gatehouse.auth.HashingOverloaded;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.Invitation;
import dev.gatehouse.auth.Invitations;
import dev.gatehouse.auth.Invitations.AcceptOutcome;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.RequestOrigin;
import dev.gatehouse.web.text.Languages;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Takes an invitation. Showing the page spends nothing; its button does. */
@Named
@RequestScoped
public class InvitationPage {

    @Inject
    private Invitations invitations;

    @Inject
    private FormErrors errors;

    @Inject
    private NewOwnerForm owner;

    @Inject
    private HttpServletRequest request;

    private String token;
    private Optional<Invitation> invitation;

    @PostConstruct
    void read() {
        token = request.getParameter("token");
        invitation = invitations.find(token);
    }

    public void accept() {
        try {
            judge(invitations.accept(new Invitations.Acceptance(
                    token,
                    owner.getPassword(),
                    owner.getFirstName(),
                    owner.getLastName(),
                    Languages.of(request),
                    RequestOrigin.of(request))));
        } catch (HashingOverloaded e) {
            errors.reportBusy(e);
        }
    }

    private void judge(AcceptOutcome outcome) {
        if (outcome instanceof AcceptOutcome.Accepted accepted) {
            WayOn.to(accepted.kind() == Holder.Kind.ADMIN ? "/admin/login" : "/login", Notice.INVITATION_ACCEPTED);
        } else if (outcome instanceof AcceptOutcome.Invalid invalid) {
            errors.report(invalid.errors());
        } else if (outcome instanceof AcceptOutcome.AlreadyThere) {
            errors.reportForm("invitation.already_there");
        } else {
            invitation = Optional.empty();
        }
    }

    /** Whether the link can no longer do anything. */
    public boolean isLinkDead() {
        return invitation.isEmpty();
    }

    public boolean isForAdmin() {
        return invitation.flatMap(Invitation::role).isPresent();
    }

    public String getEmail() {
        return invitation.map(Invitation::email).orElse("");
    }

    public String getToken() {
        return token;
    }
}
