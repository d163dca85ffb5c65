package dev.gatehouse.web.pages;

import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.HashingOverloaded;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a form that was sent: shown beside its fields and, with links to them, above it. */
@Named("errors")
@RequestScoped
public class FormErrors {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final long SECONDS_A_MINUTE = 60;
    private static final long SECONDS_IN_WORDS = 100;

    private final PageText text;

    @Inject
    FormErrors(PageText text) {
        this.text = text;
    }

    /** An entry of the summary: the field's id, what it is called, and what is wrong with it. */
    public record Entry(String field, String name, String message) {}

    public void report(List<FieldError> faults) {
        faults.forEach(fault -> reportField(fault.field(), text.of(fault)));
    }

    public void reportField(String field, String message) {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.addMessage(field, new FacesMessage(FacesMessage.SEVERITY_ERROR, message, null));
        faces.getExternalContext().setResponseStatus(HttpServletResponse.SC_BAD_REQUEST);
    }

    /** Says what stands against the whole form. */
    public void reportForm(String key) {
        reportField(null, text.of(key));
    }

    public void reportBusy(HashingOverloaded overloaded) {
        reportForm("error.busy");
        var answer = FacesContext.getCurrentInstance().getExternalContext();
        answer.setResponseStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        answer.setResponseHeader(
                "Retry-After", Long.toString(overloaded.retryAfter().toSeconds()));
    }

    /** Says that too many secrets were wrong, and for how long nothing will be tried. */
    public void reportWait(Duration retryAfter) {
        reportWait("error.too_many_attempts", retryAfter);
    }

    /** Says why the visitor has to wait, and how long. */
    public void reportWait(String key, Duration retryAfter) {
        reportField(null, text.of(key, inWords(retryAfter)));
        var answer = FacesContext.getCurrentInstance().getExternalContext();
        answer.setResponseStatus(TOO_MANY_REQUESTS);
        answer.setResponseHeader("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    /** Never less than it is: who comes a moment too early would have to wait again. */
    private String inWords(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return seconds < SECONDS_IN_WORDS
                ? text.of("wait.seconds", seconds)
                : text.of("wait.minutes", (seconds + SECONDS_A_MINUTE - 1) / SECONDS_A_MINUTE);
    }

    public boolean isAny() {
        return !FacesContext.getCurrentInstance().getMessageList().isEmpty();
    }

    public boolean has(String field) {
        return !messages(field).isEmpty();
    }

    /** All that is wrong with a field. */
    public String of(String field) {
        return messages(field).stream().map(FacesMessage::getSummary).collect(Collectors.joining(" "));
    }

    /** The ids of the texts that describe a field; null where there are none. */
    public String describing(String field, boolean hint) {
        if (hint) {
            return field + "-hint" + (has(field) ? " " + field + "-problem" : "");
        }
        return has(field) ? field + "-problem" : null;
    }

    /** What stands against the form as a whole. */
    public String getForm() {
        return of(null);
    }

    /** One entry for each field that has something wrong, in the order in which it was found. */
    public List<Entry> getFields() {
        List<Entry> entries = new ArrayList<>();
        Iterator<String> fields = FacesContext.getCurrentInstance().getClientIdsWithMessages();
        while (fields.hasNext()) {
            String field = fields.next();
            if (field != null) {
                entries.add(new Entry(field, text.of("label." + field), of(field)));
            }
        }
        return entries;
    }

    private static List<FacesMessage> messages(String field) {
        return FacesContext.getCurrentInstance().getMessageList(field);
    }
}
