package dev.gatehouse.web.account;

import dev.gatehouse.audit.Activity;
import dev.gatehouse.audit.RecordedEvent;
import dev.gatehouse.web.json.Cursor;
import dev.gatehouse.web.json.PageOf;
import dev.gatehouse.web.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happened to the caller's account. */
@Path("/account/activity")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(ref = "Account")
public class ActivityResource {

    /** Where files lie is the operator's concern. */
    private static final String BACKEND = "backend";

    @Inject
    private Activity activity;

    @Inject
    private CurrentCaller currentCaller;

    /** An event as the account's owner sees it. */
    public record ActivityItem(
            UUID id,
            Instant occurredAt,
            String category,
            String type,
            String outcome,
            String ipAddress,
            String userAgent,
            Map<String, Object> detail) {

        public static ActivityItem of(RecordedEvent event) {
            return new ActivityItem(
                    event.id(),
                    event.occurredAt(),
                    event.type().category().name().toLowerCase(Locale.ROOT),
                    event.type().eventName(),
                    event.outcome().name().toLowerCase(Locale.ROOT),
                    event.ipAddress().orElse(null),
                    event.userAgent().orElse(null),
                    withoutPlaces(event.detail()));
        }
    }

    private static Map<String, Object> withoutPlaces(Map<String, Object> detail) {
        Map<String, Object> shown = new LinkedHashMap<>(detail);
        shown.remove(BACKEND);
        return shown;
    }

    @GET
    @Operation(summary = "My account's events, newest first")
    public PageOf<ActivityItem> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Activity.Page page = activity.of(currentCaller.get().accountId(), Cursor.limit(limit), Cursor.position(cursor));
        return new PageOf<>(page.events().stream().map(ActivityItem::of).toList(), Cursor.text(page.next()));
    }
}
