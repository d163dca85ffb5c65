package dev.gatehouse.web.account;

import dev.gatehouse.audit.Activity;
import dev.gatehouse.audit.Outcome;
import dev.gatehouse.audit.RecordedEvent;
import dev.gatehouse.web.json.Cursor;
import dev.gatehouse.web.pages.PageText;
import dev.gatehouse.web.pages.Visitor;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;

/** What happened to the visitor's account, in words. */
@Named
@RequestScoped
public class ActivityPage {

    private static final int ON_A_PAGE = 25;
    private static final String CURSOR = "cursor";

    @Inject
    private Activity activity;

    @Inject
    private Visitor visitor;

    @Inject
    private PageText text;

    @Inject
    private HttpServletRequest request;

    private List<Row> rows;
    private String next;

    /** An event in words. */
    public record Row(Instant time, String event, boolean bad, String device, String address) {}

    /** Before the page is shown: reads its part of the list. */
    public void open() {
        Activity.Page page =
                activity.of(visitor.getAccount().id(), ON_A_PAGE, Cursor.position(request.getParameter(CURSOR)));
        rows = page.events().stream().map(this::row).toList();
        next = Cursor.text(page.next());
    }

    public List<Row> getRows() {
        return rows;
    }

    /** The cursor of the older part, or null at the end. */
    public String getNext() {
        return next;
    }

    public boolean isNewest() {
        return request.getParameter(CURSOR) == null;
    }

    private Row row(RecordedEvent event) {
        return new Row(
                event.occurredAt(),
                text.of("event." + event.type().eventName()),
                event.outcome() != Outcome.SUCCESS,
                event.userAgent().isPresent() ? Device.inWords(event.userAgent(), text) : "",
                ShownAddress.of(event.ipAddress()));
    }
}
