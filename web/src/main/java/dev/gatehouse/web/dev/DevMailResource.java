package dev.gatehouse.web.dev;

import dev.gatehouse.auth.Outbox;
import dev.gatehouse.auth.Outbox.KeptMail;
import dev.gatehouse.web.json.Cursor;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.startup.Settings;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The captured mail of a development server. In production there is no such path. */
@Path("/dev/mail")
@RequestScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Development")
public class DevMailResource {

    @Inject
    private KeptMails keptMails;

    @Inject
    private Outbox outbox;

    @Inject
    private Settings settings;

    /** A captured mail. */
    public record MailItem(String to, String subject, String text, String html, Instant createdAt) {

        static MailItem of(KeptMail mail) {
            return new MailItem(mail.to(), mail.subject(), mail.text(), mail.html(), mail.createdAt());
        }

        @Override
        public String toString() {
            return "MailItem[" + createdAt + "]";
        }
    }

    /** The newest ones. */
    public record MailList(List<MailItem> items) {}

    @GET
    @Operation(summary = "Captured mail, newest first")
    public MailList list(@QueryParam("to") String to, @QueryParam("limit") String limit) {
        refuseInProduction();
        return new MailList(
                keptMails.to(to, Cursor.limit(limit)).stream().map(MailItem::of).toList());
    }

    @DELETE
    @Operation(summary = "Forget the captured mail")
    public void clear() {
        refuseInProduction();
        outbox.clear();
    }

    private void refuseInProduction() {
        if (settings.production()) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
    }
}
